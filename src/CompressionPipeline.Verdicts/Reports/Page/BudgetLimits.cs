using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>The limits of budgets where a chart can show them. One that compares with a named baseline stands in tables alone.</summary>
internal static class BudgetLimits
{
    /// <summary>Limits on ROUGE-2 as a score.</summary>
    public static IReadOnlyList<(double Value, string Words)> Absolute(GateResult result) =>
        result.Base.Rouge.GetValueOrDefault(Sweep.Quality)?.Value is { } reference
            ? [.. Change(result, Sweep.Quality).Select(limit => (limit.Value + reference, limit.Words))]
            : [];

    /// <summary>Limits on a ROUGE measure as a change from the unpruned model.</summary>
    public static IReadOnlyList<(double Value, string Words)> Change(GateResult result, string measure)
    {
        var reference = result.Base.Rouge.GetValueOrDefault(measure)?.Value;
        return Finite(
            from budget in Own(result)
            where budget.Metric == measure
            let value = budget.Rule switch
            {
                BudgetRule.MaxDrop => -budget.Limit,
                BudgetRule.MinGain => budget.Limit,
                BudgetRule.MaxDropPercent => -budget.Limit / 100 * reference,
                BudgetRule.MinGainPercent => budget.Limit / 100 * reference,
                BudgetRule.Min => budget.Limit - reference,
                _ => null,
            }
            select (value, Rule(budget)));
    }

    /// <summary>Limits on the speedup of a whole generation.</summary>
    public static IReadOnlyList<(double Value, string Words)> Speedup(GateResult result, TimedCell cell) => Finite(
        from budget in Own(result)
        where budget.Metric == "latency" && budget.Rule == BudgetRule.MinSpeedup && Judge.BatchSize(budget) == cell.BatchSize
            && (budget.Phase ?? "total") == "total" && (budget.Runtime is null || budget.Runtime == cell.Runtime)
        select ((double?)budget.Limit, Rule(budget)));

    /// <summary>Limits on the parameters, in millions.</summary>
    public static IReadOnlyList<(double Value, string Words)> Parameters(GateResult result) => Finite(
        from budget in Own(result)
        where budget.Metric == "parameters"
        let value = budget.Rule switch
        {
            BudgetRule.Max => budget.Limit,
            BudgetRule.MinGain => result.Base.Parameters - budget.Limit,
            BudgetRule.MinGainPercent => result.Base.Parameters * (1 - (budget.Limit / 100)),
            _ => null,
        }
        select (value / 1e6, Rule(budget)));

    private static IEnumerable<Budget> Own(GateResult result) => result.Rules.Budgets.Where(budget => budget.Against is null);

    private static string Rule(Budget budget) => $"{Words.Rule(budget.Rule)} {Words.Number(budget.Limit)}";

    private static IReadOnlyList<(double, string)> Finite(IEnumerable<(double? Value, string Words)> limits) =>
        [.. limits.Where(limit => limit.Value is { } value && double.IsFinite(value)).Select(limit => (limit.Value!.Value, limit.Words)).Distinct()];
}
