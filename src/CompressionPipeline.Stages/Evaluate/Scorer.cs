using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Rouge;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Evaluate;

/// <summary>Turns predictions into metrics, each with a sample per example.</summary>
internal static class Scorer
{
    private const int ShortDigest = 12;

    /// <summary>The scores of predictions.</summary>
    /// <param name="predictions">At least one.</param>
    /// <param name="rouge">How they are scored.</param>
    /// <param name="scored">Digests of the data set and of the scored examples.</param>
    /// <param name="decoding">How they were generated, in words.</param>
    /// <param name="cancellation">Stops between two predictions.</param>
    public static Scores Score(
        IReadOnlyList<Prediction> predictions, RougeScorer rouge, (string Data, string Split) scored, string decoding, CancellationToken cancellation)
    {
        var corpus = rouge.Score([.. predictions.Select(prediction => (prediction.Reference, prediction.Text))], cancellation);
        var signature = $"{corpus.Signature}|split:{scored.Split[..ShortDigest]}|examples:{predictions.Count}; {decoding}";
        IReadOnlyList<Metric> metrics =
        [
            .. corpus.Measures.Select(measure => Mean(measure.Name, "points", corpus.Points(measure))),
            Mean(Scores.GeneratedLength, "tokens", [.. predictions.Select(prediction => (double)prediction.Tokens)]),
        ];
        return new(scored.Data, scored.Split, signature, [.. predictions.Select(prediction => prediction.Id)], metrics)
        {
            Precision = corpus.Measures.ToDictionary(measure => measure.Name, corpus.MeanPrecision),
            Recall = corpus.Measures.ToDictionary(measure => measure.Name, corpus.MeanRecall),
            EmptyTexts = predictions.Count(prediction => !prediction.Text.EnumerateRunes().Any(Rune.IsLetterOrDigit)),
        };
    }

    private static Metric Mean(string name, string unit, IReadOnlyList<double> samples) =>
        new(name, unit, Direction.HigherIsBetter, samples.Average()) { Samples = samples };
}
