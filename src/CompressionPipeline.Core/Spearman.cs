namespace CompressionPipeline.Core;

// Spearman's rank correlation in points. Equal values share the mean of their ranks; where one side is constant there is no
// correlation, and the metric is 0.
internal static class Spearman
{
    public static MetricDefinition Definition { get; } = new("spearman", "Spearman", "points", Direction.HigherIsBetter,
        MetricInterval.Corpus)
    {
        Description = "Spearman's rank correlation of values and predictions, in points of -100 to 100",
        Task = ModelTask.Regression,
        Family = "spearmanr",
        Lowest = -100,
        Components = ["value", "predicted"],
        WeightedStatistic = columns => Value(InOrder(columns[0]), InOrder(columns[1])),
    };

    private static Func<double[], double> Value(IReadOnlyList<int[]> ofValues, IReadOnlyList<int[]> ofPredictions) => weights =>
    {
        var (values, predictions) = (Ranks(ofValues, weights), Ranks(ofPredictions, weights));
        var mean = (weights.Sum() + 1) / 2;
        var (together, one, other) = (0.0, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var (left, right) = (values[i] - mean, predictions[i] - mean);
            together += weights[i] * left * right;
            one += weights[i] * left * left;
            other += weights[i] * right * right;
        }
        return one > 0 && other > 0 ? 100 * Math.Clamp(together / Math.Sqrt(one * other), -1, 1) : 0;
    };

    // The examples of each value, the least value first. It is the same for every resample.
    private static List<int[]> InOrder(IReadOnlyList<double> column) =>
    [
        .. column.Index().GroupBy(example => example.Item, example => example.Index)
            .OrderBy(group => group.Key).Select(group => group.ToArray()),
    ];

    // An example that was drawn several times has as many ranks, of which each of its copies takes the mean.
    private static double[] Ranks(IReadOnlyList<int[]> groups, double[] weights)
    {
        var (ranks, before) = (new double[weights.Length], 0.0);
        foreach (var group in groups)
        {
            var count = group.Sum(example => weights[example]);
            foreach (var example in group)
                ranks[example] = before + ((count + 1) / 2);
            before += count;
        }
        return ranks;
    }
}
