using CompressionPipeline.Core;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Reports;

/// <summary>A variant in sentences: what was gained, what was lost, and why the verdict is what it is.</summary>
/// <param name="Gained">What got better.</param>
/// <param name="Lost">What got worse.</param>
/// <param name="Why">How many budgets hold or broke.</param>
/// <param name="Reasons">The budgets that decided, one sentence each.</param>
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
            [.. Deciding(candidate).Select(result => $"{Words.Budget(result.Budget)}: {result.Reason}")]);
    }

    private static IEnumerable<(double Gain, string Words)> Changes(ModelResult unpruned, ModelResult candidate)
    {
        foreach (var cell in candidate.Speed.Where(cell => cell.Phase == Benchmark.Phase.Total))
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
        candidate.Budgets.Where(result => result.Verdict == candidate.Verdict);

    private static string Count(ModelResult candidate) => candidate.Budgets.Count == 0
        ? "no budget was set, so nothing could fail"
        : candidate.Verdict switch
        {
            Verdict.Pass when candidate.Budgets.Count == 1 => "its one budget holds",
            Verdict.Pass => $"all {candidate.Budgets.Count} budgets hold",
            Verdict.Fail => $"{Deciding(candidate).Count()} of {candidate.Budgets.Count} budgets broken",
            _ => $"{Deciding(candidate).Count()} of {candidate.Budgets.Count} budgets cannot be judged",
        };

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts) is { Length: > 0 } text ? text : "nothing";
}
