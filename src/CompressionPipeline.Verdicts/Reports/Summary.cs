using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>A variant in sentences: what was gained, what was lost, and why the verdict is what it is.</summary>
/// <param name="Gained">What got better.</param>
/// <param name="Lost">What got worse.</param>
/// <param name="Why">How many budgets hold, broke or are open.</param>
/// <param name="Reasons">The errors and budgets that decided, one sentence each.</param>
public sealed record Summary(string Gained, string Lost, string Why, IReadOnlyList<string> Reasons)
{
    /// <summary>The sentences of one judged variant.</summary>
    public static Summary Of(ModelResult unpruned, ModelResult candidate)
    {
        var changes = Changes(unpruned, candidate).ToList();
        return new(
            Join(changes.Where(change => change.Gain > 0).Select(change => change.Words)),
            Join(changes.Where(change => change.Gain < 0).Select(change => change.Words)),
            Count(candidate),
            candidate.Errors.Count > 0 ? candidate.Errors : [.. Deciding(candidate).Select(BudgetWords.Sentence)]);
    }

    private static IEnumerable<(double Gain, string Words)> Changes(ModelResult unpruned, ModelResult candidate)
    {
        foreach (var cell in candidate.Speed.Where(cell => cell.Phase == Phase.Total))
        {
            if (cell.Speedup is { } speedup)
                yield return (speedup.Value - 1, $"{Words.Times(speedup.Value)} the speed at batch {cell.BatchSize} ({Words.Milliseconds(cell.Base?.P50)} → {Words.Milliseconds(cell.Candidate?.P50)})");
        }
        if (unpruned.Parameters is { } before && candidate.Parameters is { } after)
            yield return (before - after, $"{Words.Percent(before, after)} parameters ({Words.Count(before)} → {Words.Count(after)})");
        foreach (var (metric, score) in candidate.Rouge)
        {
            if (score.Change is { } change && metric != "rougeLsum")
                yield return (change.Value, $"{Words.Signed(change.Value)} {Words.Measure(metric)}");
        }
    }

    private static IEnumerable<BudgetResult> Deciding(ModelResult candidate) =>
        candidate.Budgets.Where(result => result.Counted == candidate.Verdict);

    private static string Count(ModelResult candidate)
    {
        var (all, decided) = (candidate.Budgets.Count, Deciding(candidate).Count());
        if (candidate.Errors.Count > 0)
            return $"nothing of it can be judged, for {Words.Plural(candidate.Errors.Count, "reason")}";
        if (all == 0)
            return "no budget was set, so nothing could fail";
        return candidate.Verdict switch
        {
            Verdict.Pass when candidate.Budgets.Count(budget => budget.Verdict != Verdict.Pass) is > 0 and var waived =>
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
