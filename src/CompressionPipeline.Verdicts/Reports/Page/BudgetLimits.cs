using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

// The limits of budgets where a chart can show them. One that compares with a named reference stands in tables alone.
internal static class BudgetLimits
{
    /// <summary>Limits on the headline metric as a score.</summary>
    public static IReadOnlyList<(double Value, string Words)> Absolute(GateResult result) =>
        result.Baseline.ScoreBy(result.Headline)?.Value is { } baseline
            ? [.. Change(result, result.Headline.Name).Select(limit => (limit.Value + baseline, limit.Words))]
            : [];

    /// <summary>Limits on a metric of quality as a change from the baseline.</summary>
    public static IReadOnlyList<(double Value, string Words)> Change(GateResult result, string metric)
    {
        var baseline = result.Baseline.Scores.GetValueOrDefault(metric)?.Value;
        var percent = baseline is { } score ? Math.Abs(score) / 100 : (double?)null;
        return Finite(
            from budget in Own(result, metric)
            let value = budget.Rule switch
            {
                BudgetRule.MaxDrop => -budget.Limit,
                BudgetRule.MinGain => budget.Limit,
                BudgetRule.MaxDropPercent => -budget.Limit * percent,
                BudgetRule.MinGainPercent => budget.Limit * percent,
                BudgetRule.Min => budget.Limit - baseline,
                _ => null,
            }
            select (value, budget));
    }

    /// <summary>Limits on the speedup of a whole generation.</summary>
    public static IReadOnlyList<(double Value, string Words)> Speedup(GateResult result, TimedCell cell) => Finite(
        from budget in Own(result, MetricCatalogue.Latency)
        where budget.Rule == BudgetRule.MinSpeedup
            && (budget.BatchSize ?? Budget.DefaultBatchSize) == cell.BatchSize
            && (budget.Phase ?? Budget.DefaultPhase) == Budget.DefaultPhase
            && (budget.Runtime is null || budget.Runtime == cell.Runtime)
        select ((double?)budget.Limit, budget));

    /// <summary>Limits on the parameters, in millions.</summary>
    public static IReadOnlyList<(double Value, string Words)> Parameters(GateResult result) => Finite(
        from budget in Own(result, MetricCatalogue.Parameters)
        let value = budget.Rule switch
        {
            BudgetRule.Max => budget.Limit,
            BudgetRule.MinGain => result.Baseline.Parameters - budget.Limit,
            BudgetRule.MinGainPercent => result.Baseline.Parameters * (1 - (budget.Limit / 100)),
            _ => null,
        }
        select (value / 1e6, budget));

    private static IEnumerable<Budget> Own(GateResult result, string metric) =>
        result.Rules.Budgets.Where(budget => budget.Against is null && budget.Metric == metric);

    private static IReadOnlyList<(double, string)> Finite(IEnumerable<(double? Value, Budget Budget)> limits) =>
    [
        .. (from limit in limits
            where limit.Value is { } value && double.IsFinite(value)
            let words = $"{OptionsJson.NameOf(limit.Budget.Rule)} {Words.Number(limit.Budget.Limit)}"
            select (limit.Value!.Value, words)).Distinct(),
    ];
}
