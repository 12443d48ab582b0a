using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Reading;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Verdicts;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Reports.Studies;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Cake.Compression;

/// <summary>Verdicts: judged by the gate, shown in the final summary.</summary>
internal static class Results
{
    /// <summary>Runs everything up to the gate, adds the tables to the final summary, and fails where a verdict blocks.</summary>
    public static void Judge(PipelineContext context) => Conclude(context, Reach(context));

    /// <summary>Runs everything up to the gate, and writes one page over all results; no verdict stops it.</summary>
    public static void Study(PipelineContext context)
    {
        var manifest = context.Request.Manifest;
        var page = context.Request.Page
            ?? context.PathOf($"{Paths.Studies}/{Path.GetFileNameWithoutExtension(manifest)}.md");
        var command = $"./build.sh --target {Targets.Study} --manifest {Path.GetRelativePath(context.Root, manifest)}";
        PublishedFigures? published = null;
        if (context.Request.Published is { } file)
        {
            // Before any work, so that a misspelt name does not fail after days.
            published = PublishedReader.Read(
                file, context.Pipeline.Manifest, context.Environment.WorkingDirectory.FullPath);
            command += $" --{Arguments.Published} {Path.GetRelativePath(context.Root, file)}";
        }
        StudyPage.Write(page, Reach(context), command, published);
        context.FinalSummary.Add($"study: {Path.GetRelativePath(context.Root, page)}");
    }

    /// <summary>Judges existing results by the budgets of the current manifest; runs no stage and writes nothing.</summary>
    public static void JudgeAgain(PipelineContext context)
    {
        IEnumerable<string> files = context.Request.Result is { } file ? [file] : Newest(context).Values;
        Conclude(context, [.. files.Select(path => JudgedAgain(context, path))]);
    }

    /// <summary>A result judged anew, from its samples, by what the manifest says now.</summary>
    public static GateResult JudgedAgain(PipelineContext context, string path)
    {
        var (manifest, result) = (context.Pipeline.Manifest, GateResult.Read(path));
        var entry = manifest.Models.SingleOrDefault(entry => entry.Key == result.Model) ?? throw new PipelineException(
            $"{path} is of '{result.Model}', and {manifest.Path} has no such entry, only "
            + $"{string.Join(", ", manifest.Models.Select(entry => entry.Key))}. Name the right manifest with --manifest.");
        var today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime);
        var rules = OptionsJson.Read<GateOptions>(GateRules.Of(entry, "gate", typeof(GateOptions), today));
        return Verdicts.Judging.Judge.Apply(result, rules, References.Read(rules.References));
    }

    /// <summary>Makes the reports of the newest results again, shows their verdicts and says where the reports are.</summary>
    public static void ReportAgain(PipelineContext context)
    {
        foreach (var (model, file) in Newest(context))
        {
            var result = Read(context, model, file);
            ReportFolder.Write(Path.GetDirectoryName(file)!, result);
            Show(context, [result]);
        }
    }

    private static List<GateResult> Reach(PipelineContext context) => [.. context.Pipeline.Reach(Targets.Gate)
        .Select(gate => Read(context, gate.Key, gate.Value.File(GateResult.FileName)))];

    private static Dictionary<string, string> Newest(PipelineContext context)
    {
        var models = context.Pipeline.Manifest.Models.Select(entry => entry.Key)
            .Where(key => context.Request.Model is null || key == context.Request.Model).ToList();
        var files = models
            .ToDictionary(model => model, model => context.PathOf(Path.Combine(Paths.Results, model, GateResult.FileName)))
            .Where(file => File.Exists(file.Value)).ToDictionary();
        if (files.Count > 0)
            return files;
        var wanted = string.Join(", ", models.DefaultIfEmpty(context.Request.Model));
        throw new PipelineException($"There is no result of {wanted} yet: run ./build.sh first.");
    }

    /// <summary>A result as it was written, with the lines of the manifest that its budgets come from.</summary>
    public static GateResult Read(PipelineContext context, string model, string file)
    {
        var entry = context.Pipeline.Manifest.Models.Single(entry => entry.Key == model);
        return GateResult.Read(file).Locate(entry.Budgets, entry.Pick);
    }

    /// <summary>Shows verdicts, and fails where one blocks or there are other errors.</summary>
    public static void Conclude(PipelineContext context, IReadOnlyList<GateResult> results, params IEnumerable<string> troubles)
    {
        Show(context, results);
        var misses = troubles.Concat(results.Where(result => result.Blocks).SelectMany(Misses)).ToList();
        if (misses.Count > 0)
            throw new PipelineException(string.Join('\n', misses));
    }

    private static void Show(PipelineContext context, IEnumerable<GateResult> results)
    {
        foreach (var result in results)
        {
            foreach (var table in ConsoleTable.Render(result))
                context.FinalSummary.Add(VerdictTable.Draw(table));
            // Relative, so that a narrow screen does not break it into two lines.
            var page = $"{Paths.Results}/{result.Model}/{HtmlReport.FileName}";
            if (File.Exists(context.PathOf(page)))
                context.FinalSummary.Add($"report: {page}");
        }
    }

    // Never empty: a verdict that blocks has a reason.
    private static IReadOnlyList<string> Misses(GateResult result)
    {
        var place = result.Rules.Pick?.Location is { } location ? $"{location}: " : "";
        string[] misses =
        [
            .. result.Pick is { Variant: null } pick ? [$"{place}{result.Model}: pick: {pick.Reason}"] : Array.Empty<string>(),
            .. result.Variants.SelectMany(variant => Misses($"{result.Model}/{variant.Name}", variant)),
        ];
        return misses.Length > 0 ? misses : [$"{result.Model}: {result.Reason}"];
    }

    // One error makes every budget invalid: it is reported once.
    private static IEnumerable<string> Misses(string owner, ModelResult variant) => variant.Errors.Count > 0
        ? variant.Errors.Select(error => $"{owner}: INVALID: {error}")
        : variant.Budgets.Where(budget => budget.Counted != Verdict.Pass).Select(budget => BudgetWords.Message(budget, owner));
}
