namespace CompressionPipeline.Models.Search.Pareto;

/// <summary>Scales each objective linearly to 0 to 1 over the points it was made for.</summary>
internal sealed class MinMax
{
    private readonly double[] lowest, ranges;

    private MinMax(double[] lowest, double[] ranges) => (this.lowest, this.ranges) = (lowest, ranges);

    /// <summary>Made for points of finite values, at least one.</summary>
    public static MinMax Fit(IReadOnlyList<IReadOnlyList<double>> points)
    {
        var objectives = Enumerable.Range(0, points[0].Count).ToList();
        double[] lowest = [.. objectives.Select(i => points.Min(point => point[i]))];
        // An objective that is the same everywhere becomes 0.
        double[] ranges =
            [.. objectives.Select(i => Above(points.Max(point => point[i]), lowest[i]) is > 0 and var range ? range : 1)];
        return new(lowest, ranges);
    }

    /// <summary>The scaled point.</summary>
    public double[] Transform(IReadOnlyList<double> point) =>
        [.. point.Select((value, i) => Above(value, lowest[i]) / ranges[i])];

    // Capped, because the difference of two finite values may overflow.
    private static double Above(double value, double lowest) => Math.Min(value - lowest, double.MaxValue);
}
