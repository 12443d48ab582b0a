using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Which models of a sweep no other model beats: ROUGE-2 against speedup, and against parameters.</summary>
internal static class Frontier
{
    private const string Quality = "rouge2";

    /// <summary>The same result with each model's place; scores of another data set or signature than the unpruned model's are none.</summary>
    public static GateResult Of(GateResult result)
    {
        IReadOnlyList<ModelResult> models = [result.Base, .. result.Variants];
        var first = result.Variants.SelectMany(variant => variant.Benchmark?.Cells ?? []).FirstOrDefault(cell => cell.Phase == Phase.Total);
        var speed = ParetoSet.Of([.. models.Select(model => (Score(model), Speedup(model)))], Direction.HigherIsBetter, Direction.HigherIsBetter);
        var size = ParetoSet.Of([.. models.Select(model => (Score(model), model.Parameters ?? double.NaN))], Direction.HigherIsBetter, Direction.LowerIsBetter);
        var placed = models.Select((model, i) => model with { Frontier = new(speed[i], size[i]) }).ToList();
        return result with { Base = placed[0], Variants = placed[1..] };

        double Score(ModelResult model) =>
            model.ScoredOn == result.Base.ScoredOn && model.Rouge.TryGetValue(Quality, out var score) ? score.Value ?? double.NaN : double.NaN;

        double Speedup(ModelResult model) => ReferenceEquals(model, result.Base)
            ? 1
            : model.Speed.FirstOrDefault(cell => cell.Phase == Phase.Total && cell.Runtime == first?.Runtime && cell.BatchSize == first?.BatchSize)
                ?.Speedup?.Value ?? double.NaN;
    }
}
