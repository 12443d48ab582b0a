using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Judging;

// Takes the best variant among those that keep every budget and stay within the pick's own drops with all of their intervals.
internal static class Picking
{
    public static (PickResult Result, Verdict Verdict) Of(Comparisons comparisons, IReadOnlyList<ModelResult> variants, Pick pick)
    {
        var all = variants.Select((variant, i) =>
            new Contender(variant, Standing(comparisons, i, variant, pick), Score(comparisons, i, pick))).ToList();
        var eligible = all.Where(one => one.Standing == Verdict.Pass).ToList();
        var best = eligible.MaxBy(one => (one.Score!.Value, -(one.Variant.Parameters ?? double.MaxValue)));
        var open = all.Where(one => one.Standing == Verdict.Inconclusive).Select(one => one.Variant.Name).ToList();
        var doubt = open.Count == 0 ? "" : $"; {string.Join(", ", open)} might qualify with more samples";
        if (best is not null)
        {
            var reason = $"{best.Variant.Name} is the best by {pick.Best} ({Told(best, pick)}) of {eligible.Count} that "
                + $"qualify{doubt}";
            return (new(pick, best.Variant.Name, reason), Verdict.Pass);
        }
        var standings = string.Join(", ", all.Select(one => $"{one.Variant.Name} {Words.Verdict(one.Standing)}")
            .DefaultIfEmpty("there is none"));
        return (new(pick, null, $"no variant qualifies: {standings}{doubt}"), open.Count > 0 ? Verdict.Inconclusive
            : all.All(one => one.Standing == Verdict.Invalid) ? Verdict.Invalid
            : Verdict.Fail);
    }

    // PASS for one that qualifies, else what keeps it from that.
    private static Verdict Standing(Comparisons comparisons, int index, ModelResult variant, Pick pick) =>
        Score(comparisons, index, pick) is null
            ? Verdict.Invalid
            : Judge.Overall(Drops(comparisons, index, variant, pick)
                .Prepend(variant.Verdict ?? Verdict.Invalid), Verdict.Invalid);

    private static IEnumerable<Verdict> Drops(Comparisons comparisons, int index, ModelResult variant, Pick pick) => pick.Within
        .Select(drop =>
            Judge.One(comparisons, index, new Budget(drop.Key, BudgetRule.MaxDrop, drop.Value), variant.Errors).Verdict);

    // The more the better; null where it was not measured.
    private static double? Score(Comparisons comparisons, int index, Pick pick)
    {
        var compared = comparisons.Of(index, Wanted(pick));
        var value = compared.For(Wanted(pick).Rule)?.Value;
        return compared.Error is not null || value is not { } number || !double.IsFinite(number) ? null
            : compared.Metric.Direction == Direction.HigherIsBetter || compared.Metric.Name == MetricCatalogue.Latency ? number
            : -number;
    }

    // Of latency the speedup, since it was measured in turns with the baseline.
    private static Budget Wanted(Pick pick) => pick.Best == MetricCatalogue.Latency
        ? new(pick.Best, BudgetRule.MinSpeedup, 0) { BatchSize = pick.BatchSize }
        : new(pick.Best, BudgetRule.Min, 0);

    private static string Told(Contender best, Pick pick)
    {
        var metric = MetricCatalogue.Find(pick.Best)!;
        return metric.Name == MetricCatalogue.Latency
            ? $"{Words.Times(best.Score)} at batch size {pick.BatchSize}"
            : $"{Words.Value(metric, metric.Direction == Direction.HigherIsBetter ? best.Score : -best.Score)} {metric.Unit}";
    }

    private sealed record Contender(ModelResult Variant, Verdict Standing, double? Score);
}
