using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Metrics;

/// <summary>A metric with what each example contributes to it.</summary>
internal static class ScoredMetric
{
    /// <summary>The metric of some examples.</summary>
    /// <param name="definition">A metric of quality.</param>
    /// <param name="rows">For each example its sample, or a number for each of the definition's components.</param>
    public static Metric Of(MetricDefinition definition, IReadOnlyList<IReadOnlyList<double>> rows)
    {
        IReadOnlyList<IReadOnlyList<double>> columns =
            [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Select(row => row[column]).ToList())];
        var metric = new Metric(definition.Name, definition.Unit, definition.Direction, definition.Value(columns));
        return definition.IsOfCorpus
            ? metric with { Components = definition.Components.Zip(columns).ToDictionary() }
            : metric with { Samples = columns[0] };
    }
}
