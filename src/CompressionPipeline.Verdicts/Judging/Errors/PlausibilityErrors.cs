using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Judging.Errors;

/// <summary>What is too good to be true: a variant that is much better, or faster than what was removed can explain.</summary>
internal static class PlausibilityErrors
{
    private const double Slack = 1.25;

    public static IEnumerable<string> Of(ModelResult baseline, ModelResult variant, GateOptions rules) =>
        [.. Gains(variant, rules), .. Speedups(variant, Slack * Explained(baseline, variant))];

    // A statistic of the corpus follows the length of the texts, so that it may gain more without anything being amiss.
    private static IEnumerable<string> Gains(ModelResult variant, GateOptions rules) =>
        from score in variant.Scores.OrderBy(score => score.Key, StringComparer.Ordinal)
        where MetricCatalogue.Find(score.Key) is not { Interval: MetricInterval.Corpus }
        where score.Value.ChangePercent?.Low > rules.MaxGainPercent
        let change = score.Value.ChangePercent!.Value
        select $"{score.Key} of {variant.Name} is {Words.Fixed(change.Value)} % above the unpruned model's, "
            + $"interval{Words.Interval(change.Low, change.High)}: more than max-gain-percent "
            + $"{Words.Number(rules.MaxGainPercent)} is not plausible of a pruned model; see whether the unpruned one is trained";

    private static IEnumerable<string> Speedups(ModelResult variant, double most) =>
        from cell in variant.Speed
        where cell.Speedup?.Low > most
        let speedup = cell.Speedup!.Value
        select $"{variant.Name} is {Words.Times(speedup.Value)} as fast "
            + $"({cell.Runtime}, batch size {cell.BatchSize}, {OptionsJson.NameOf(cell.Phase)}), "
            + $"interval{Words.Interval(speedup.Low, speedup.High)}: what was removed can give {Words.Times(most)} at most";

    // Where nothing is smaller, the graph itself is faster, and no size tells by how much it may be.
    private static double Explained(ModelResult baseline, ModelResult variant)
    {
        double[] ratios =
        [
            Ratio(baseline.EncoderLayers, variant.EncoderLayers),
            Ratio(baseline.DecoderLayers, variant.DecoderLayers),
            Ratio(baseline.Parameters, variant.Parameters),
            Ratio(baseline.Bytes, variant.Bytes),
            Ratio(variant.Vocabulary?.Of, variant.Vocabulary?.Kept),
            .. Narrower(variant.Widths?.Encoder ?? []),
            .. Narrower(variant.Widths?.Decoder ?? []),
        ];
        var most = ratios.Max();
        return most > 1 ? most : double.PositiveInfinity;
    }

    // Embeddings take no time: where layers got narrower, the parameters of all say less than those of the layers.
    private static IEnumerable<double> Narrower(IReadOnlyList<LayerWidths> layers) =>
    [
        Ratio(layers.Sum(layer => (double)layer.Heads.Of), layers.Sum(layer => (double)layer.Heads.Kept)),
        Ratio(layers.Sum(layer => (double)layer.Units.Of), layers.Sum(layer => (double)layer.Units.Kept)),
    ];

    // Where none is left, no size tells what it took: the ratio is infinite.
    private static double Ratio(double? before, double? after) => before > 0 && after >= 0 ? before.Value / after.Value : 1;
}
