using CompressionPipeline.Core;

namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>The points that no other point beats (V. Pareto): nothing else is as good in both respects and better in
/// one.</summary>
public static class ParetoSet
{
    /// <summary>Which points belong to it, in the order of the points. Equal points belong to it together; one that is not finite
    /// never does.</summary>
    /// <param name="points">Two objectives each; any number of points.</param>
    /// <param name="first">Which way the first objective is better.</param>
    /// <param name="second">Which way the second objective is better.</param>
    public static IReadOnlyList<bool> Of(IReadOnlyList<(double First, double Second)> points, Direction first, Direction second)
    {
        var members = new bool[points.Count];
        var best = double.NegativeInfinity;
        // From the best first objective on, a point is beaten by whoever came before with a second objective as good, ties in the
        // first apart.
        foreach (var group in Finite().GroupBy(point => point.First).OrderByDescending(group => group.Key))
        {
            var beaten = best;
            best = Math.Max(best, group.Max(point => point.Second));
            foreach (var point in group)
                members[point.Index] = point.Second == best && point.Second > beaten;
        }
        return members;

        IEnumerable<(int Index, double First, double Second)> Finite() => points.Index()
            .Where(point => double.IsFinite(point.Item.First) && double.IsFinite(point.Item.Second))
            .Select(point => (point.Index, Upward(point.Item.First, first), Upward(point.Item.Second, second)));
    }

    private static double Upward(double value, Direction direction) => direction == Direction.HigherIsBetter ? value : -value;
}
