using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>A variant's value beside the one that it is compared with; null where a metric has no such value.</summary>
internal sealed record Comparison(MetricDefinition Metric)
{
    /// <summary>Why nothing can be compared; the rest is empty then.</summary>
    public string? Error { get; init; }

    public Interval? Value { get; init; }

    public double? Reference { get; init; }

    public Interval? Change { get; init; }

    public Interval? ChangePercent { get; init; }

    /// <summary>The reference's time over the variant's.</summary>
    public Interval? Speedup { get; init; }

    /// <summary>What the intervals were made of, for example 1,960 examples.</summary>
    public (int Count, string Name) Samples { get; init; }

    public static Comparison Nothing(MetricDefinition metric, string error) => new(metric) { Error = error };

    /// <summary>What a rule compares with its limit; null where it cannot be told.</summary>
    public Interval? For(BudgetRule rule) => rule switch
    {
        BudgetRule.Min or BudgetRule.Max => Value,
        BudgetRule.MaxDrop => Drop(Change),
        BudgetRule.MaxDropPercent => Drop(ChangePercent),
        BudgetRule.MinGain => Drop(Change)?.Negated(),
        BudgetRule.MinGainPercent => Drop(ChangePercent)?.Negated(),
        _ => Speedup,
    };

    public string Unit(BudgetRule rule) => rule switch
    {
        BudgetRule.MaxDropPercent or BudgetRule.MinGainPercent => " %",
        BudgetRule.MinSpeedup => "x",
        _ => " " + Metric.Unit,
    };

    /// <summary>The two values, for example <c>25.00 → 24.00</c>; with their unit where a rule's is another.</summary>
    public string Pair(BudgetRule rule) => Reference is { } reference && Value is { } value
        ? $" ({Words.Value(Metric, reference)} → "
            + $"{Words.Value(Metric, value.Value)}{(Unit(rule) == " " + Metric.Unit ? "" : " " + Metric.Unit)})"
        : "";

    private Interval? Drop(Interval? change) => Metric.Direction == Direction.HigherIsBetter ? change?.Negated() : change;
}
