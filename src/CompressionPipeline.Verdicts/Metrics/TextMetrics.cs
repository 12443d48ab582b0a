using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Bleu;

namespace CompressionPipeline.Verdicts.Metrics;

/// <summary>The metrics that score generated texts beside ROUGE.</summary>
public static class TextMetrics
{
    private static readonly List<ITextMetric> Registered = [new BleuMetric()];

    /// <summary>The metrics, in the order in which they were added.</summary>
    public static IReadOnlyList<ITextMetric> All => Registered;

    /// <summary>Adds a metric to the scores of <c>evaluate</c> and to the catalogue. A host does so before it reads its
    /// manifest.</summary>
    /// <exception cref="ArgumentException">Its definition cannot be used; see <see cref="MetricCatalogue.Add"/>.</exception>
    public static void Add(ITextMetric metric)
    {
        MetricCatalogue.Add(metric.Definition);
        Registered.Add(metric);
    }

    /// <summary>The metric of some texts, with what each of them contributes.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="pairs">References and texts; at least one.</param>
    /// <param name="cancellation">Stops between two pairs.</param>
    public static Metric Score(ITextMetric metric, IReadOnlyList<(string Reference, string Text)> pairs,
        CancellationToken cancellation)
    {
        var (definition, rows) = (metric.Definition, new IReadOnlyList<double>[pairs.Count]);
        Parallel.For(0, pairs.Count, new ParallelOptions { CancellationToken = cancellation },
            i => rows[i] = metric.Score(pairs[i].Reference, pairs[i].Text));
        return Scored(definition, rows);
    }

    /// <summary>A metric of quality of some examples.</summary>
    /// <param name="definition">The metric.</param>
    /// <param name="rows">For each example its sample, or a number for each of the definition's components.</param>
    internal static Metric Scored(MetricDefinition definition, IReadOnlyList<IReadOnlyList<double>> rows)
    {
        IReadOnlyList<IReadOnlyList<double>> columns =
            [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Select(row => row[column]).ToList())];
        var metric = new Metric(definition.Name, definition.Unit, definition.Direction, definition.Value(columns));
        return definition.IsOfCorpus
            ? metric with { Components = definition.Components.Zip(columns).ToDictionary() }
            : metric with { Samples = columns[0] };
    }
}
