using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>An interval against a limit: it passes or fails only as a whole.</summary>
internal static class Limit
{
    /// <summary>Whether a rule's limit is the most that is allowed; else it is the least.</summary>
    public static bool IsMost(BudgetRule rule) => rule is BudgetRule.Max or BudgetRule.MaxDrop or BudgetRule.MaxDropPercent;

    /// <summary>The verdict; a value without width on the limit itself passes.</summary>
    public static Verdict Of(Interval measured, BudgetRule rule, double limit)
    {
        if (!measured.IsFinite || !double.IsFinite(limit))
            return Verdict.Invalid;
        var (near, far) = IsMost(rule) ? (measured.Low - limit, measured.High - limit)
            : (limit - measured.High, limit - measured.Low);
        return far <= 0 ? Verdict.Pass : near > 0 ? Verdict.Fail : Verdict.Inconclusive;
    }

    /// <summary>How far a value is inside the limit; negative beyond it.</summary>
    public static double Distance(double measured, BudgetRule rule, double limit) =>
        IsMost(rule) ? limit - measured : measured - limit;
}
