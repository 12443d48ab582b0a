using CompressionPipeline.Core;
using CompressionPipeline.Metrics.Rouge;

namespace CompressionPipeline.Stages.Evaluate;

/// <summary>Turns predictions into metrics, each with a sample per example.</summary>
internal static class Scorer
{
    public static IReadOnlyList<Metric> Score(IReadOnlyList<Prediction> predictions, RougeScorer rouge, CancellationToken cancellation)
    {
        var corpus = rouge.Score([.. predictions.Select(prediction => (prediction.Reference, prediction.Text))], cancellation);
        return
        [
            .. corpus.Measures.Select(measure => Mean(measure.Name, "points", corpus.Points(measure))),
            Mean(Scores.GeneratedLength, "tokens", [.. predictions.Select(prediction => (double)prediction.Tokens)]),
        ];
    }

    private static Metric Mean(string name, string unit, IReadOnlyList<double> samples) =>
        new(name, unit, Direction.HigherIsBetter, samples.Average()) { Samples = samples };
}
