using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Finds what a budget is about in the measurements of a variant and its reference.</summary>
internal static class Comparer
{
    public static Comparison Take(ModelResult variant, Reference reference, Budget budget, MetricDefinition metric)
    {
        if (budget.Rule == BudgetRule.MinSpeedup && metric.Name != MetricCatalogue.Latency)
            return Comparison.Nothing(metric, $"min-speedup says nothing of {metric.Name}, only of latency");
        return metric.Name switch
        {
            MetricCatalogue.Latency => Latency(variant, reference, budget, metric),
            MetricCatalogue.Parameters => Counted(metric, variant.Parameters, reference.Model.Parameters),
            MetricCatalogue.Bytes => Counted(metric, variant.Bytes, reference.Model.Bytes),
            MetricCatalogue.Memory => Memory(variant, reference, budget, metric),
            _ => Quality(variant, reference, metric),
        };
    }

    private static Comparison Quality(ModelResult variant, Reference reference, MetricDefinition metric)
    {
        if (variant.Scores.GetValueOrDefault(metric.Name) is not { } score)
            return Comparison.Nothing(metric, $"{variant.Name} was not scored by {metric.Name}");
        if (reference.Model.Scores.GetValueOrDefault(metric.Name) is { } other && Constant(metric, score, other) is { } error)
            return Comparison.Nothing(metric, error);
        return new(metric)
        {
            Value = score.Interval,
            Reference = reference.Model.Scores.GetValueOrDefault(metric.Name)?.Value,
            Change = score.Change,
            ChangePercent = score.ChangePercent,
            Samples = (variant.ScoredOn?.Examples ?? 0, "examples"),
        };
    }

    // A metric with the same value for every example of both models measures nothing and must not pass, unless it is the best
    // possible value: then nothing was lost.
    private static string? Constant(MetricDefinition metric, ScoreResult variant, ScoreResult reference)
    {
        var values = !metric.IsOfCorpus
            ? variant.Samples.Concat(reference.Samples).Distinct().Take(2).ToList()
            : [.. new[] { variant.Value, reference.Value }.OfType<double>().Distinct()];
        var zero = values is [0];
        var told = Words.Number(zero ? 0 : values.FirstOrDefault());
        if (values is [var only] && only == (metric.Direction == Direction.HigherIsBetter ? metric.Highest : metric.Lowest))
            return null;
        if (!zero && (values.Count != 1 || metric.IsOfCorpus || variant.Samples.Count < 2))
            return null;
        return $"{metric.Name} is {told} for every example of both models: it measures nothing here; "
            + (zero && metric.Family == "rouge"
                ? "where texts have no a-z, evaluate's tokenizer: unicode or characters counts what they have"
                : "set a limit on a metric that tells the examples apart");
    }

    private static Comparison Latency(ModelResult variant, Reference reference, Budget budget, MetricDefinition metric)
    {
        var runtime = variant.RuntimeFor(budget);
        if (variant.SpeedFor(budget) is not { } cell)
            return Comparison.Nothing(metric, NotTimed(variant, budget));
        var relative = budget.Rule is not (BudgetRule.Min or BudgetRule.Max);
        if (relative && reference.SpeedError(variant, runtime) is { } error)
            return Comparison.Nothing(metric, error);
        var speedup = relative ? Ratio(cell, reference) : null;
        var other = reference.IsBaseline ? cell.Baseline?.P50 : speedup?.Value * cell.Variant?.P50;
        return new(metric)
        {
            Value = cell.Median,
            Reference = other,
            Speedup = speedup,
            ChangePercent = speedup?.Falling(ratio => 100 * ((1 / ratio) - 1)),
            Change = other is { } time ? speedup?.Falling(ratio => time * ((1 / ratio) - 1)) : null,
            Samples = relative && Loads(variant, cell) is > 1 and var loads ? (loads, "loads")
                : (cell.Variant?.Count ?? 0, "iterations"),
        };
    }

    private static string NotTimed(ModelResult variant, Budget budget)
    {
        var runtime = budget.Runtime is null ? "" : $" by {budget.Runtime}";
        var phase = budget.Phase is null ? "" : $" for the phase {budget.Phase}";
        var timed = variant.Speed.Select(cell => $"{cell.BatchSize} ({cell.Runtime})").Distinct().DefaultIfEmpty("no batch size");
        return $"{variant.Name} was not timed at batch size {budget.BatchSize ?? Budget.DefaultBatchSize}{runtime}{phase}, "
            + $"only at {string.Join(", ", timed)}; see benchmark's batch-sizes and runtimes";
    }

    private static int Loads(ModelResult variant, SpeedResult cell) =>
        variant.Benchmark?.Find(Latencies.Variant, cell.Runtime, cell.BatchSize, cell.Phase)?.Loads.Count ?? 0;

    // Both were timed in turns with the same baseline: what they have in common.
    private static Interval? Ratio(SpeedResult cell, Reference reference) => (cell.Speedup, reference.IsBaseline) switch
    {
        ({ } own, true) => own,
        ({ } own, false) when reference.Speedup(cell) is { } other => own.Over(other),
        _ => null,
    };

    private static Comparison Memory(ModelResult variant, Reference reference, Budget budget, MetricDefinition metric)
    {
        var runtime = variant.RuntimeFor(budget);
        if (budget.Rule is not (BudgetRule.Min or BudgetRule.Max) && reference.SpeedError(variant, runtime) is { } error)
            return Comparison.Nothing(metric, error);
        var other = reference.Model.Name == Roles.Baseline ? Roles.Baseline : Latencies.Variant;
        var timed = reference.IsBaseline ? variant : reference.Model;
        return Counted(
            metric, variant.Benchmark?.PeakBytes(Latencies.Variant, runtime), timed.Benchmark?.PeakBytes(other, runtime));
    }

    private static Comparison Counted(MetricDefinition metric, double? variant, double? other)
    {
        if (variant is not { } value || !ModelSize.IsCount(value))
            return Comparison.Nothing(metric, $"the variant's {metric.Name} is missing or not a usable number");
        var reference = ModelSize.IsCount(other) ? other : null;
        return new(metric)
        {
            Value = Interval.Exact(value),
            Reference = reference,
            Change = reference is { } before ? Interval.Exact(value - before) : null,
            ChangePercent = reference is { } whole ? Interval.Exact(100 * (value - whole) / whole) : null,
        };
    }
}
