using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Which models of a sweep no other model beats: the headline metric against speedup, and against parameters.</summary>
internal static class Frontier
{
    // The same result with each model's place; scores of another data set or signature than the baseline's are none.
    public static GateResult Of(GateResult result)
    {
        IReadOnlyList<ModelResult> models = [result.Baseline, .. result.Variants];
        var first = result.Variants.SelectMany(variant => variant.Benchmark?.Cells ?? [])
            .FirstOrDefault(cell => cell.Phase == Phase.Total);
        var better = result.Headline.Direction;
        var speed = ParetoSet.Of(
            [.. models.Select(model => new[] { Score(model), Speedup(model) })], better, Direction.HigherIsBetter);
        var size = ParetoSet.Of(
            [.. models.Select(model => new[] { Score(model), model.Parameters ?? double.NaN })], better, Direction.LowerIsBetter);
        var placed = models.Select((model, i) => model with { Frontier = new(speed[i], size[i]) }).ToList();
        return result with { Baseline = placed[0], Variants = placed[1..] };

        double Score(ModelResult model) =>
            model.ScoredOn == result.Baseline.ScoredOn ? model.ScoreBy(result.Headline)?.Value ?? double.NaN : double.NaN;

        double Speedup(ModelResult model) => ReferenceEquals(model, result.Baseline) ? 1
            : first is null ? double.NaN
            : model.SpeedAt(first.Runtime, first.BatchSize)?.Speedup?.Value ?? double.NaN;
    }
}
