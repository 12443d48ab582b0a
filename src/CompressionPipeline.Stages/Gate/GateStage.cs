using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>Judges what was measured and writes <c>result.json</c> and its reports. A failed budget is a result, not an error: the host turns it into an exit code.</summary>
internal sealed class GateStage : Stage<GateOptions>
{
    public override string Name => "gate";

    public override int Version => 2;

    public override StageKind Kind => StageKind.Verdict;

    public override IReadOnlyList<string> Inputs =>
        [Roles.Data, Roles.OfEach("export"), Roles.OfEach("evaluate"), Roles.OfEach("benchmark")];

    protected override IReadOnlyList<Metric> Run(StageContext context, GateOptions options)
    {
        var result = Judge.Apply(new GateInputs(context).Read(options), options, Baselines.Read(options.Baselines));
        // Where a baseline lies on this machine is nobody's business who reads the result elsewhere.
        var known = options with { Baselines = [.. options.Baselines.Select(baseline => baseline with { Path = Path.GetFileName(baseline.Path) })] };
        result = result with { Rules = known };
        result.Write(context.Output(GateResult.FileName));
        WriteReports(result, context);
        foreach (var variant in result.Variants)
            context.Progress.Info($"{result.Model}/{variant.Name}: {Words.Verdict(variant.Verdict!.Value)}: {Summary.Of(result.Base, variant).Why}");
        return [.. result.Variants.SelectMany(Metrics)];
    }

    // What was written comes back the same: anyone who has the file can make the same reports again.
    private static void WriteReports(GateResult result, StageContext context)
    {
        foreach (var file in ReportFiles.Of(result))
        {
            var path = context.Output(file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.WriteText(path, file.Text);
        }
    }

    private static IEnumerable<Metric> Metrics(ModelResult variant) => variant.Budgets
        .Where(budget => budget.Distance is not null)
        .Select(budget => new Metric($"{variant.Name}.{Words.Budget(budget.Budget)}.distance", "budget", Direction.HigherIsBetter, budget.Distance!.Value));
}
