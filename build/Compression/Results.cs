using CompressionPipeline.Build.Context;
using CompressionPipeline.Build.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Results;
using CompressionPipeline.Stages.Reports;

namespace CompressionPipeline.Build.Compression;

/// <summary>Verdicts: judged by the gate, shown at the end of the screen.</summary>
internal static class Results
{
    /// <summary>Runs everything up to the gate, leaves the tables to be shown last, and fails where a verdict is no pass.</summary>
    /// <exception cref="PipelineException">A budget is broken or cannot be judged; the message has a line per budget.</exception>
    public static void Judge(PipelineContext context)
    {
        var gates = context.Pipeline.RunTo(nameof(Targets.Gate));
        var results = gates.Select(gate => Read(context, gate.Key, gate.Value.File(GateResult.FileName))).ToList();
        Show(context, results);
        var misses = results.SelectMany(Misses).ToList();
        if (misses.Count > 0)
            throw new PipelineException(string.Join('\n', misses));
    }

    /// <summary>Shows the newest verdicts again.</summary>
    /// <exception cref="PipelineException">There is none yet.</exception>
    public static void ShowAgain(PipelineContext context)
    {
        var models = context.Pipeline.Manifest.Models.Select(entry => entry.Key)
            .Where(key => context.Request.Model is null || key == context.Request.Model).ToList();
        var files = models.ToDictionary(model => model, model => context.PathOf(Path.Combine(Paths.Results, model, GateResult.FileName)));
        if (!files.Values.Any(File.Exists))
            throw new PipelineException($"There is no result of {string.Join(", ", models.DefaultIfEmpty(context.Request.Model))} yet: run ./build.sh first.");
        Show(context, files.Where(file => File.Exists(file.Value)).Select(file => Read(context, file.Key, file.Value)));
    }

    private static GateResult Read(PipelineContext context, string model, string file) =>
        GateResult.Read(file).Locate(context.Pipeline.Manifest.Models.Single(entry => entry.Key == model).Budgets);

    private static void Show(PipelineContext context, IEnumerable<GateResult> results)
    {
        foreach (var table in results.SelectMany(ConsoleTable.Render))
            context.LastWords.Add(VerdictTable.Draw(table));
    }

    private static IEnumerable<string> Misses(GateResult result) =>
        from variant in result.Variants
        from budget in variant.Budgets
        where budget.Verdict != Verdict.Pass
        select budget.Message($"{result.Model}/{variant.Name}");
}
