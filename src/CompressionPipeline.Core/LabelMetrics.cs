namespace CompressionPipeline.Core;

/// <summary>The metrics of labels, in points. What is undefined (no example of a label, all predictions alike) is 0.</summary>
internal static class LabelMetrics
{
    /// <summary>Components of the metrics that look at pairs of labels.</summary>
    private static readonly IReadOnlyList<string> Pair = ["label", "predicted"];

    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        Define("accuracy", "accuracy", "Share of the test split that gets its label, in points of 0-100"),
        Define("f1", "F1", "F1 of the second of two labels, in points of 0-100") with
        {
            Interval = MetricInterval.Corpus,
            Components = ["true-positives", "false-positives", "false-negatives"],
            Statistic = sums => F1(sums[0], sums[1], sums[2]),
        },
        Define("macro-f1", "macro F1", "Mean of the labels' F1 over the test split, in points of 0-100") with
        {
            Interval = MetricInterval.Corpus, Components = Pair, Family = "f1", WeightedStatistic = Of(MacroF1),
        },
        Define("matthews", "Matthews", "Matthews correlation of labels and predictions, in points of -100 to 100") with
        {
            Interval = MetricInterval.Corpus, Components = Pair, Family = "matthews_correlation", Lowest = -100,
            WeightedStatistic = Of(Matthews),
        },
    ];

    private static MetricDefinition Define(string name, string title, string description) =>
        new(name, title, "points", Direction.HigherIsBetter, MetricInterval.PerExample)
        {
            Description = description, Task = ModelTask.Classification,
        };

    private static double F1(double hits, double falsePositives, double falseNegatives)
    {
        var all = (2 * hits) + falsePositives + falseNegatives;
        return all == 0 ? 0 : 200 * hits / all;
    }

    // Labels that stand on neither side have no F1.
    private static double MacroF1(double[,] counts) => Enumerable.Range(0, counts.GetLength(0))
        .Select(label => (Hits: counts[label, label], Given: Given(counts, label), Predicted: Predicted(counts, label)))
        .Where(label => label.Given + label.Predicted > 0)
        .Select(label => F1(label.Hits, label.Predicted - label.Hits, label.Given - label.Hits))
        .DefaultIfEmpty().Average();

    // For any number of labels (J. Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient",
    // 2004).
    private static double Matthews(double[,] counts)
    {
        var (all, hits, both, given, predicted) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var label = 0; label < counts.GetLength(0); label++)
        {
            var (one, other) = (Given(counts, label), Predicted(counts, label));
            (all, hits) = (all + one, hits + counts[label, label]);
            (both, given, predicted) = (both + (one * other), given + (one * one), predicted + (other * other));
        }
        var spread = ((all * all) - given) * ((all * all) - predicted);
        return spread <= 0 ? 0 : 100 * ((hits * all) - both) / Math.Sqrt(spread);
    }

    private static Func<IReadOnlyList<IReadOnlyList<double>>, Func<double[], double>> Of(Func<double[,], double> statistic) =>
        columns =>
        {
            int[] given = [.. columns[0].Select(label => (int)label)], predicted = [.. columns[1].Select(label => (int)label)];
            var labels = given.Concat(predicted).DefaultIfEmpty().Max() + 1;
            return weights =>
            {
                var counts = new double[labels, labels];
                for (var i = 0; i < given.Length; i++)
                    counts[given[i], predicted[i]] += weights[i];
                return statistic(counts);
            };
        };

    private static double Given(double[,] counts, int label)
    {
        var sum = 0.0;
        for (var predicted = 0; predicted < counts.GetLength(1); predicted++)
            sum += counts[label, predicted];
        return sum;
    }

    private static double Predicted(double[,] counts, int label)
    {
        var sum = 0.0;
        for (var given = 0; given < counts.GetLength(0); given++)
            sum += counts[given, label];
        return sum;
    }
}
