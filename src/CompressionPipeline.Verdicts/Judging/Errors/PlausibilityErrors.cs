using System.Globalization;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging.Errors;

/// <summary>What is too good to be true: a pruned model that is much better, or faster than what was removed can explain.</summary>
internal static class PlausibilityErrors
{
    private const double Slack = 1.25;

    public static IEnumerable<string> Of(ModelResult unpruned, ModelResult variant, GateOptions rules)
    {
        foreach (var (measure, score) in variant.Rouge.OrderBy(score => score.Key, StringComparer.Ordinal))
        {
            if (score.ChangePercent is { } change && change.Low > rules.MaxGainPercent)
                yield return $"{measure} of {variant.Name} is {Words.Fixed(change.Value)} % above the unpruned model's, interval [{Words.Fixed(change.Low)}, {Words.Fixed(change.High)}]: "
                    + $"more than max-gain-percent {rules.MaxGainPercent.ToString("0.##", CultureInfo.InvariantCulture)} is not plausible of a pruned model; see whether the unpruned one is trained";
        }
        var most = Slack * Most(unpruned, variant);
        foreach (var cell in variant.Speed)
        {
            if (cell.Speedup is { } speedup && speedup.Low > most)
                yield return $"{variant.Name} is {Words.Times(speedup.Value)} as fast ({cell.Runtime}, batch size {cell.BatchSize}, {cell.Phase.ToString().ToLowerInvariant()}), "
                    + $"interval [{Words.Fixed(speedup.Low)}, {Words.Fixed(speedup.High)}]: the layers that were removed can give {Words.Times(most)} at most";
        }
    }

    private static double Most(ModelResult unpruned, ModelResult variant) => new[]
    {
        Ratio(unpruned.EncoderLayers, variant.EncoderLayers),
        Ratio(unpruned.DecoderLayers, variant.DecoderLayers),
        Ratio(unpruned.Parameters, variant.Parameters),
    }.Max();

    private static double Ratio(double? before, double? after) => before > 0 && after > 0 ? Math.Max(before.Value / after.Value, 1) : 1;
}
