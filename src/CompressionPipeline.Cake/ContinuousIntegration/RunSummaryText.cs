using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Reports.Markdown;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>The text of a run's comment, check and step page.</summary>
internal static class RunSummaryText
{
    public const int MostImportant = 100;

    /// <summary>The worst verdict as one word; or the word for a run without a verdict.</summary>
    public static string Verdict(CompressionRun run, IReadOnlyList<JudgedModel> models) => run.State switch
    {
        RunState.NothingChanged => "none",
        RunState.InvalidManifest => "invalid-manifest",
        RunState.NotPlanned or RunState.FromFork => "not-run",
        _ when models.Count == 0 => "none",
        _ when models.Any(model => model.Result is { Blocks: true, Verdict: Core.Verdict.Fail or Core.Verdict.Invalid }) =>
            Worst(models),
        _ when run.Failure is not null || models.Any(model => model.Result is null) => "not-run",
        _ => Worst(models),
    };

    public static string Title(string verdict, IReadOnlyList<JudgedModel> models) => verdict switch
    {
        "none" => "No model changed",
        "invalid-manifest" => "The manifest cannot be used",
        "not-run" => "Not all of it was compressed: the run failed, which is not a regression",
        _ => $"{verdict.ToUpperInvariant()}: {models.Count} {(models.Count == 1 ? "model" : "models")} changed",
    };

    public static IReadOnlyList<ReportSection> Sections(CompressionRun run, IReadOnlyList<JudgedModel> models, string? url)
    {
        var verdict = Verdict(run, models);
        var results = models.Select(model => model.Result).OfType<Verdicts.Results.GateResult>().ToList();
        var opening = new List<string> { $"## Compression: {Title(verdict, models)}" };
        opening.AddRange(Failures(run, models).Select(failure => $"⚠️ {Markdown.Text(failure)}"));
        opening.AddRange(
            run.Errors.Select(error => $"- {Markdown.Text($"line {error.Location.Line}: {error.Key}: {error.Message}")}"));
        if (run.Earlier is { } earlier)
        {
            var changed = models.Count == 0
                ? "nothing"
                : string.Join(", ", models.Select(model => Markdown.Code(model.Entry.Key)));
            opening.Add($"What changed: {changed}. Compared with: {Markdown.Text(earlier.Against)}.");
        }
        if (results.Count > 0)
            opening.Add(ReportSections.Overview(results).TrimEnd());
        if (url is not null)
            opening.Add($"The full reports are [here]({url}), in the artifact `results`.");
        return
        [
            new("", string.Join("\n\n", opening), MostImportant) { CutAtLines = true },
            .. models.SelectMany(Sections),
        ];
    }

    private static IEnumerable<string> Failures(CompressionRun run, IReadOnlyList<JudgedModel> models) => models
        .Where(model => model.Result is null)
        .Select(model => $"{model.Entry.Key} has no result, because a job that compresses it did not finish.")
        .Prepend(run.Failure)
        .OfType<string>();

    private static IEnumerable<ReportSection> Sections(JudgedModel model)
    {
        if (model.Result is not { } result)
            yield break;
        var sections = ReportSections.Of(result);
        yield return sections[0];
        if (model is { Baseline: { } baseline, BaselineSentence: { } sentence })
        {
            var changes = ReportSections.Changes(result, baseline);
            yield return changes with { Markdown = $"{sentence}\n\n{changes.Markdown}" };
        }
        else if (model.BaselineSentence is { } alone)
        {
            yield return new($"{model.Entry.Key}: against the merge base", alone, MostImportant - 20);
        }
        foreach (var section in sections.Skip(1))
            yield return section;
    }

    private static string Worst(IReadOnlyList<JudgedModel> models) => Judge.Overall(
        models.Select(model => model.Result?.Verdict).OfType<Core.Verdict>(), Core.Verdict.Pass).ToString().ToLowerInvariant();
}
