using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Metrics;

/// <summary>The metrics that score labels and values, with what each example contributes.</summary>
public static class PredictionMetrics
{
    // Largest relative difference of equal answers at two places of a batch: a hundred times the precision of a float.
    private const double Rounding = 1e-5;

    /// <summary>The metrics of labels: accuracy, macro F1 and Matthews correlation, and of two labels F1 of the second.</summary>
    /// <param name="examples">At least one, each with ids of labels from 0 on.</param>
    /// <param name="labels">How many labels there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no example, or an id is no label.</exception>
    public static IReadOnlyList<Metric> OfLabels(IReadOnlyList<(int Label, int Predicted)> examples, int labels)
    {
        ArgumentOutOfRangeException.ThrowIfZero(examples.Count, nameof(examples));
        foreach (var id in examples.SelectMany(example => new[] { example.Label, example.Predicted }))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(examples));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, labels, nameof(examples));
        }
        return
        [
            Score("accuracy", example => [example.Label == example.Predicted ? 100 : 0]),
            .. labels == 2 ? new[] { Score("f1", Outcome) } : [],
            Score("macro-f1", example => [example.Label, example.Predicted]),
            Score("matthews", example => [example.Label, example.Predicted]),
        ];

        Metric Score(string name, Func<(int Label, int Predicted), double[]> row) =>
            TextMetrics.Scored(MetricCatalogue.Find(name)!, [.. examples.Select(row)]);
    }

    /// <summary>The metric of values: Spearman's rank correlation.</summary>
    /// <param name="examples">At least one, with finite values.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no example.</exception>
    public static IReadOnlyList<Metric> OfValues(IReadOnlyList<(double Value, double Predicted)> examples)
    {
        ArgumentOutOfRangeException.ThrowIfZero(examples.Count, nameof(examples));
        var (lowest, highest) = (examples.Min(example => example.Predicted), examples.Max(example => example.Predicted));
        // A model that ignores its input answers the same up to rounding errors, whose order must not count as a ranking.
        var differ = highest - lowest > Rounding * Math.Max(0.1, Math.Max(Math.Abs(lowest), Math.Abs(highest)));
        return
        [
            TextMetrics.Scored(MetricCatalogue.Find("spearman")!,
                [.. examples.Select(example => new[] { example.Value, differ ? example.Predicted : lowest })]),
        ];
    }

    private static double[] Outcome((int Label, int Predicted) example) =>
    [
        example is (1, 1) ? 1 : 0,
        example is (0, 1) ? 1 : 0,
        example is (1, 0) ? 1 : 0,
    ];
}
