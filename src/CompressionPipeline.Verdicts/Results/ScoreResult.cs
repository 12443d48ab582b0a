using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>One metric of quality, in its unit. What is null is missing or not finite.</summary>
/// <param name="Value">The mean over the examples, or the statistic of the corpus.</param>
public sealed record ScoreResult(double? Value)
{
    /// <summary>Mean precision; null where the metric has none.</summary>
    public double? Precision { get; init; }

    /// <summary>Mean recall; null where the metric has none.</summary>
    public double? Recall { get; init; }

    /// <summary>The score of each example, in the order of the result's ids; empty where the metric is of the corpus.</summary>
    public IReadOnlyList<double> Samples { get; init; } = [];

    /// <summary>Of a metric of the corpus: what each example contributes to each component, in the order of the result's
    /// ids.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? Components { get; init; }

    /// <summary>The value with its interval, from a bootstrap over examples; made by the gate.</summary>
    public Interval? Interval { get; init; }

    /// <summary>This model less the baseline, from a paired bootstrap: negative where something was lost. Null for the
    /// baseline.</summary>
    public Interval? Change { get; init; }

    /// <summary>The same in percent of the baseline.</summary>
    public Interval? ChangePercent { get; init; }

    /// <summary>The numbers per example that the value is computed from, in the order that the metric's definition has; empty
    /// where one is missing.</summary>
    internal IReadOnlyList<IReadOnlyList<double>> Columns(string metric)
    {
        if (MetricCatalogue.Find(metric) is not { Components: { Count: > 0 } names })
            return [Samples];
        return Components is { } own && names.All(own.ContainsKey) ? [.. names.Select(name => own[name])] : [];
    }

    /// <summary>Every list of numbers per example.</summary>
    internal IEnumerable<IReadOnlyList<double>> Columns() => Components?.Values ?? [Samples];

    internal ScoreResult Reordered(int[] order)
    {
        return this with
        {
            Samples = Samples.Count == 0 ? [] : Ordered(Samples),
            Components = Components?.ToDictionary(component => component.Key, component => Ordered(component.Value)),
        };

        IReadOnlyList<double> Ordered(IReadOnlyList<double> column) => [.. order.Select(index => column[index])];
    }
}
