using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Sentences that a person can check: values, interval with its level, limit, distance.</summary>
internal static class Reasons
{
    public static string Of(Comparison compared, Interval measured, Budget budget, Verdict verdict, long? more)
    {
        var unit = compared.Unit(budget.Rule);
        var distance = Words.Distance(Limit.Distance(measured.Value, budget.Rule, budget.Limit), unit);
        var limit = Words.Number(budget.Limit);
        return Measured(compared, measured, budget) + verdict switch
        {
            Verdict.Pass => $", {distance} within the limit of {limit}",
            Verdict.Fail => $", {distance} {(Limit.IsMost(budget.Rule) ? "over" : "short of")} the limit of {limit}",
            _ => $": the limit of {limit} lies in the interval, {distance} from the value; {More(more, compared.Samples.Name)}",
        };
    }

    private static string More(long? more, string samples) => more is { } count
        ? $"about {Words.Count(count)} more {samples} would settle it"
        : $"no number of {samples} would settle it";

    private static string Measured(Comparison compared, Interval measured, Budget budget)
    {
        var (metric, unit) = (compared.Metric, compared.Unit(budget.Rule));
        var pair = budget.Rule is BudgetRule.Min or BudgetRule.Max ? "" : compared.Pair(budget.Rule);
        if (budget.Rule is BudgetRule.Min or BudgetRule.Max or BudgetRule.MinSpeedup)
            return Number(measured.Value) + unit + pair + Span(measured);
        // Worded by the sign of the change, so that no sentence has a negative loss.
        var drop = budget.Rule is BudgetRule.MaxDrop or BudgetRule.MaxDropPercent ? measured : measured.Negated();
        var told = drop.Value < 0 || (drop.Value == 0 && drop != measured)
            ? (Word: metric.Better, Span: drop.Negated())
            : (Word: metric.Worse, Span: drop);
        return $"{told.Word} {Number(told.Span.Value)}{unit}{pair}{Span(told.Span)}";

        string Number(double value) =>
            metric.IsExact && unit == " " + metric.Unit ? Words.Value(metric, value) : Near(value, budget.Limit);

        string Span(Interval span) =>
            metric.IsExact ? "" : $", {Words.Level(span.Level)} interval [{Number(span.Low)}, {Number(span.High)}]";
    }

    // Two digits, but more where they would not tell a value from the limit.
    private static string Near(double value, double limit) => Math.Abs(Math.Abs(value) - Math.Abs(limit)) is > 0 and < 0.005
        ? value.ToString("0.00####", CultureInfo.InvariantCulture)
        : Words.Fixed(value);
}
