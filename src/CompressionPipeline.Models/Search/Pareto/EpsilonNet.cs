using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Search.Pareto;

/// <summary>
/// Orders points so that the first ones of the order, however many, spread over the whole front: first the best in the first
/// objective, then each time the one farthest from all before it (Salinas et al., 2021).
/// </summary>
internal static class EpsilonNet
{
    /// <summary>The indices of the points in this order; of equal distances the first.</summary>
    /// <param name="points">Finite values, the less the better; distances are taken where each objective goes from 0 to 1 over
    /// these points.</param>
    public static IReadOnlyList<int> Order(IReadOnlyList<IReadOnlyList<double>> points)
    {
        if (points.Count == 0)
            return [];
        var scale = MinMax.Fit(points);
        var scaled = points.Select(scale.Transform).ToList();
        var order = new List<int>();
        var distances = Enumerable.Repeat(double.PositiveInfinity, points.Count).ToArray();
        for (var next = points.Index().MinBy(point => point.Item[0]).Index; order.Count < points.Count;)
        {
            order.Add(next);
            distances[next] = double.NegativeInfinity;
            for (var i = 0; i < points.Count; i++)
                distances[i] = Math.Min(distances[i], Distance(scaled[i], scaled[next]));
            next = Array.IndexOf(distances, distances.Max());
        }
        return order;
    }

    /// <summary>
    /// The place of each point, 0 the best: by its front first, inside a front in the order of the epsilon net.
    /// </summary>
    /// <param name="points">Finite values, the less the better.</param>
    public static IReadOnlyList<int> Priorities(IReadOnlyList<IReadOnlyList<double>> points)
    {
        var places = new int[points.Count];
        var place = 0;
        foreach (var front in ParetoSet.Fronts(points).Index().GroupBy(point => point.Item, point => point.Index)
            .OrderBy(front => front.Key))
        {
            int[] members = [.. front];
            foreach (var member in Order([.. members.Select(index => points[index])]))
                places[members[member]] = place++;
        }
        return places;
    }

    private static double Distance(double[] one, double[] other) =>
        one.Zip(other, (a, b) => (a - b) * (a - b)).Sum();
}
