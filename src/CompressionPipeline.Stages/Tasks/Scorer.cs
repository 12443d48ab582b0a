using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Metrics.Rouge;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Turns predictions into metrics, each with a sample or its components per example.</summary>
internal static class Scorer
{
    private const int ShortDigest = 12;

    /// <summary>The scores of predictions.</summary>
    /// <param name="predictions">At least one.</param>
    /// <param name="rouge">How they are scored by ROUGE.</param>
    /// <param name="scored">Digests of the data set and of the scored examples.</param>
    /// <param name="decoding">How they were generated, in words.</param>
    /// <param name="cancellation">Stops between two predictions.</param>
    public static Scores Score(
        IReadOnlyList<Prediction> predictions,
        RougeScorer rouge,
        (string Data, string Split) scored,
        string decoding,
        CancellationToken cancellation)
    {
        List<(string Reference, string Text)> pairs = [.. predictions.Select(prediction =>
            (prediction.Reference, prediction.Text))];
        var corpus = rouge.Score(pairs, cancellation);
        var signatures = string.Join('|', TextMetrics.All.Select(metric => metric.Signature)
            .Prepend(corpus.Signature));
        var signature = $"{signatures}|split:{scored.Split[..ShortDigest]}|examples:{predictions.Count}; {decoding}";
        IReadOnlyList<Metric> metrics =
        [
            .. corpus.Measures.Select(measure => Mean(MetricCatalogue.Find(measure.Name)!, corpus.Points(measure))),
            .. TextMetrics.All.Select(metric => TextMetrics.Score(metric, pairs, cancellation)),
            Length([.. predictions.Select(prediction => (double)prediction.Tokens)]),
        ];
        return new(scored.Data, scored.Split, signature, [.. predictions.Select(prediction => prediction.Id)], metrics)
        {
            Precision = corpus.Measures.ToDictionary(measure => measure.Name, corpus.MeanPrecision),
            Recall = corpus.Measures.ToDictionary(measure => measure.Name, corpus.MeanRecall),
            EmptyTexts = predictions.Count(prediction => !prediction.Text.EnumerateRunes().Any(Rune.IsLetterOrDigit)),
        };
    }

    private static Metric Mean(MetricDefinition metric, IReadOnlyList<double> samples) =>
        new(metric.Name, metric.Unit, metric.Direction, samples.Average()) { Samples = samples };

    private static Metric Length(IReadOnlyList<double> tokens) =>
        new(Scores.GeneratedLength, "tokens", Direction.HigherIsBetter, tokens.Average()) { Samples = tokens };
}
