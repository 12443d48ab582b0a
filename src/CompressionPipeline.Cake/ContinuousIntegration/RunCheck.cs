using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Checks;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>The check run that says the verdict, with a note beside each line of the manifest that decided it.</summary>
internal static class RunCheck
{
    public const string Name = "compression";

    public static Check Of(
        CompressionRun run,
        IReadOnlyList<JudgedModel> models,
        IReadOnlyList<ReportSection> sections,
        string root,
        string commit,
        RunOrder order,
        string? url)
    {
        var verdict = RunSummaryText.Verdict(run, models);
        var (id, title) = ($"{Name}-{order.Id}-{order.Attempt}", RunSummaryText.Title(verdict, models));
        return new(Name, commit, id, Result(verdict, models), title, sections[0].Markdown)
        {
            DetailsUrl = url,
            Notes =
            [
                .. run.Errors.SelectMany(error => Notes(error, root)),
                .. models.Select(model => model.Result).OfType<GateResult>().SelectMany(result => Notes(result, root)),
            ],
        };
    }

    private static CheckResult Result(string verdict, IReadOnlyList<JudgedModel> models) => verdict switch
    {
        "none" or "pass" => CheckResult.Success,
        "invalid-manifest" => CheckResult.Failure,
        // A run that failed says nothing of the model, and blocks until it is run again.
        "not-run" => CheckResult.Cancelled,
        _ => models.Any(model => model.Result?.Blocks == true) ? CheckResult.Failure : CheckResult.Neutral,
    };

    private static IEnumerable<CheckNote> Notes(ManifestError error, string root)
    {
        var title = error.Key.Length == 0 ? "The manifest cannot be used" : error.Key;
        if (PathOf(error.Location, root) is { } path)
            yield return new(path, error.Location.Line, CheckNoteLevel.Failure, title, error.Message);
    }

    private static IEnumerable<CheckNote> Notes(GateResult result, string root)
    {
        if (result.Pick is { Variant: null } pick
            && result.Rules.Pick?.Location is { } wanted && PathOf(wanted, root) is { } file)
            yield return new(file, wanted.Line, CheckNoteLevel.Failure, $"{result.Model}: nothing picked", pick.Reason);
        var told = result.Variants.Where(variant => result.Pick?.Variant is not { } picked || variant.Name == picked);
        foreach (var (variant, budget) in told.SelectMany(variant => variant.Budgets.Select(budget => (variant, budget))))
        {
            if (budget.Verdict == Verdict.Pass || budget.Budget.Location is not { } place || PathOf(place, root) is not { } path)
                continue;
            var owner = $"{result.Model}/{variant.Name}";
            var level = budget.Counted == Verdict.Pass ? CheckNoteLevel.Notice
                : budget.Counted == Verdict.Inconclusive ? CheckNoteLevel.Warning
                : CheckNoteLevel.Failure;
            // The note itself shows where the budget is written.
            var message = BudgetWords.Message(budget with { Budget = budget.Budget with { Location = null } }, owner);
            yield return new(path, place.Line, level, $"{owner}: {budget.Verdict.ToString().ToUpperInvariant()}", message);
        }
    }

    private static string? PathOf(SourceLocation place, string root)
    {
        var path = Path.GetRelativePath(root, Path.GetFullPath(place.File, root)).Replace('\\', '/');
        return place.Line > 0 && path != ".." && !path.StartsWith("../", StringComparison.Ordinal) ? path : null;
    }
}
