using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>A variant in sentences: what was gained, what was lost, and why the verdict is what it is.</summary>
/// <param name="Gained">What got better.</param>
/// <param name="Lost">What got worse.</param>
/// <param name="Why">How many budgets hold, broke or are open.</param>
/// <param name="Reasons">The errors and budgets that decided, one sentence each.</param>
public sealed record Summary(string Gained, string Lost, string Why, IReadOnlyList<string> Reasons)
{
    /// <summary>The sentences of one judged variant.</summary>
    public static Summary Of(ModelResult baseline, ModelResult variant)
    {
        var changes = Changes(baseline, variant).ToList();
        return new(
            Join(changes.Where(change => change.Gain > 0).Select(change => change.Words)),
            Join(changes.Where(change => change.Gain < 0).Select(change => change.Words)),
            Count(variant),
            variant.Errors.Count > 0 ? variant.Errors : [.. Deciding(variant).Select(BudgetWords.Sentence)]);
    }

    private static IEnumerable<(double Gain, string Words)> Changes(ModelResult baseline, ModelResult variant)
    {
        foreach (var cell in variant.Speed.Where(cell => cell.Phase == Phase.Total))
        {
            var times = $"({Words.Milliseconds(cell.Baseline?.P50)} → {Words.Milliseconds(cell.Variant?.P50)})";
            if (cell.Speedup is { } speedup)
                yield return (speedup.Value - 1, $"{Perhaps(speedup, 1)}{Words.Times(speedup.Value)} the speed at batch "
                    + $"{cell.BatchSize} {times}");
        }
        if (baseline.Parameters is { } before && variant.Parameters is { } after)
            yield return (before - after, $"{Words.Percent(before, after)} parameters ({Words.Count(before)} → "
                + $"{Words.Count(after)})");
        foreach (var (name, score) in variant.Scores)
        {
            if (score.Change is { } change && MetricCatalogue.Find(name) is { InSummaries: true } metric)
                yield return (metric.Direction == Direction.HigherIsBetter ? change.Value
                    : -change.Value, $"{Perhaps(change, 0)}{Words.Signed(change.Value)} {metric.Title}");
        }
    }

    // Where the interval holds no change as well, nobody knows.
    private static string Perhaps(Interval change, double none) => change.Low <= none && change.High >= none ? "perhaps " : "";

    private static IEnumerable<BudgetResult> Deciding(ModelResult variant) =>
        variant.Budgets.Where(result => result.Counted == variant.Verdict);

    private static string Count(ModelResult variant)
    {
        var (all, decided) = (variant.Budgets.Count, Deciding(variant).Count());
        if (variant.Errors.Count > 0)
            return $"nothing of it can be judged, for {Words.Plural(variant.Errors.Count, "reason")}";
        if (all == 0)
            return "no budget was set, so nothing could fail";
        return variant.Verdict switch
        {
            Verdict.Pass when variant.Budgets.Count(budget => budget.Verdict != Verdict.Pass) is > 0 and var waived =>
                $"{all - waived} of {all} budgets hold, {waived} waived",
            Verdict.Pass when all == 1 => "its one budget holds",
            Verdict.Pass => $"all {all} budgets hold",
            Verdict.Fail => $"{decided} of {all} budgets broken",
            Verdict.Inconclusive => $"{decided} of {all} budgets open: the interval lies on both sides of the limit",
            _ => $"{decided} of {all} budgets cannot be judged",
        };
    }

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts) is { Length: > 0 } text ? text : "nothing";
}
