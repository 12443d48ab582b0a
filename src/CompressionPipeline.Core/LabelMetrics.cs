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
    private static double MacroF1(LabelCounts counts) => Enumerable.Range(0, counts.Hits.Length)
        .Where(label => counts.Given[label] + counts.Predicted[label] > 0)
        .Select(label => F1(
            counts.Hits[label], counts.Predicted[label] - counts.Hits[label], counts.Given[label] - counts.Hits[label]))
        .DefaultIfEmpty().Average();

    // For any number of labels (J. Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient",
    // 2004).
    private static double Matthews(LabelCounts counts)
    {
        var (all, hits, both, given, predicted) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var label = 0; label < counts.Hits.Length; label++)
        {
            var (one, other) = (counts.Given[label], counts.Predicted[label]);
            (all, hits) = (all + one, hits + counts.Hits[label]);
            (both, given, predicted) = (both + (one * other), given + (one * one), predicted + (other * other));
        }
        var spread = ((all * all) - given) * ((all * all) - predicted);
        return spread <= 0 ? 0 : 100 * ((hits * all) - both) / Math.Sqrt(spread);
    }

    // Labels are told apart and not counted up to the largest, for a file may name any number.
    private static Func<IReadOnlyList<IReadOnlyList<double>>, Func<double[], double>> Of(Func<LabelCounts, double> statistic) =>
        columns =>
        {
            var labels = columns[0].Concat(columns[1]).Distinct().Order().Index().ToDictionary(one => one.Item, one => one.Index);
            if (labels.Keys.Any(label => label < 0 || label != Math.Floor(label)))
                return _ => double.NaN;
            int[] given = [.. columns[0].Select(label => labels[label])];
            int[] predicted = [.. columns[1].Select(label => labels[label])];
            return weights =>
            {
                var counts = new LabelCounts(labels.Count);
                for (var i = 0; i < given.Length; i++)
                    counts.Add(given[i], predicted[i], weights[i]);
                return statistic(counts);
            };
        };

    /// <summary>How often each label stands on either side, and on both.</summary>
    private sealed class LabelCounts(int labels)
    {
        public double[] Hits { get; } = new double[labels];

        public double[] Given { get; } = new double[labels];

        public double[] Predicted { get; } = new double[labels];

        public void Add(int given, int predicted, double weight)
        {
            Given[given] += weight;
            Predicted[predicted] += weight;
            if (given == predicted)
                Hits[given] += weight;
        }
    }
}
