using CompressionPipeline.Core;
using CompressionPipeline.Verdicts;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Stages.Gate;

/// <summary>
/// Judges what was measured and writes <c>result.json</c> and its reports. A failed budget is a result, not an error: the host
/// turns it into an exit code.
/// </summary>
internal sealed class GateStage : Stage<GateOptions>
{
    public override string Name => "gate";

    public override int Version => 6;

    public override StageKind Kind => StageKind.Verdict;

    public override IReadOnlyList<string> Inputs =>
    [
        Roles.Data, Roles.OfEach("export"), Roles.OfEach("evaluate"), Roles.OfEach("benchmark"), Roles.OfEach(Roles.Search),
    ];

    protected override IReadOnlyList<Metric> Run(StageContext context, GateOptions options)
    {
        var result = Judge.Apply(new GateInputs(context).Read(options), options, References.Read(options.References));
        // Where a reference lies on this machine does not concern whoever reads the result elsewhere.
        var references = options.References.Select(reference => reference with { Path = Path.GetFileName(reference.Path) });
        result = result with { Rules = options with { References = [.. references] } };
        result.Write(context.Output(GateResult.FileName));
        ReportFolder.Write(context.OutputFolder, result);
        foreach (var variant in result.Variants)
        {
            var (verdict, why) = (Words.Verdict(variant.Verdict!.Value), Summary.Of(result.Baseline, variant).Why);
            context.Progress.Info($"{result.Model}/{variant.Name}: {verdict}: {why}");
        }
        return [.. result.Variants.SelectMany(Metrics)];
    }

    private static IEnumerable<Metric> Metrics(ModelResult variant) => variant.Budgets
        .Where(budget => budget.Distance is not null)
        .Select(budget => new Metric(
            $"{variant.Name}.{Words.Budget(budget.Budget)}.distance", "budget", Direction.HigherIsBetter,
                budget.Distance!.Value));
}
