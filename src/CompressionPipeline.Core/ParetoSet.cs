namespace CompressionPipeline.Core;

/// <summary>The Pareto set: the points for which no other one is as good in every objective and better in one.</summary>
public static class ParetoSet
{
    /// <summary>Which points belong to it, in the order of the points. Equal points belong to it together; one that is not finite
    /// never does.</summary>
    /// <param name="points">As many objectives each as there are directions; any number of points.</param>
    /// <param name="directions">Which way each objective is better.</param>
    public static IReadOnlyList<bool> Of(IReadOnlyList<IReadOnlyList<double>> points, params IReadOnlyList<Direction> directions)
    {
        var downward = points.Select(point => point.Zip(directions, Downward).ToArray()).ToList();
        return [.. Fronts(downward).Select(front => front == 0)];
    }

    /// <summary>The items whose points belong to it, in their order.</summary>
    /// <param name="items">Any number of items.</param>
    /// <param name="objectives">The point of an item: as many objectives each, the less the better.</param>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items, Func<T, IReadOnlyList<double>> objectives)
    {
        var fronts = Fronts([.. items.Select(objectives)]);
        return [.. items.Where((_, i) => fronts[i] == 0)];
    }

    /// <summary>
    /// Sorts points by domination: front 0 is the Pareto set, front 1 the Pareto set of the rest, and so on.
    /// </summary>
    /// <param name="points">As many objectives each, the less the better; any number of points.</param>
    /// <returns>The front of each point, in the order of the points; -1 where one is not finite.</returns>
    public static IReadOnlyList<int> Fronts(IReadOnlyList<IReadOnlyList<double>> points)
    {
        var places = Enumerable.Repeat(-1, points.Count).ToArray();
        var fronts = new List<List<IReadOnlyList<double>>>();
        // In lexicographic order no point dominates an earlier one, so each is compared only with those that have a front already
        // (Zhang et al., ENS, IEEE Transactions on Evolutionary Computation 2015).
        foreach (var (index, point) in points.Index().Where(point => point.Item.All(double.IsFinite))
            .OrderBy(point => point.Item, Comparer<IReadOnlyList<double>>.Create(Lexicographic)))
        {
            var (first, last) = (0, fronts.Count);
            // A point that is dominated in a front is dominated in all fronts before it.
            while (first < last)
            {
                var middle = (first + last) / 2;
                // The last points of a front are the nearest, and the likeliest to dominate the point.
                if (fronts[middle].FindLast(other => Beats(other, point)) is not null)
                    first = middle + 1;
                else
                    last = middle;
            }
            if (first == fronts.Count)
                fronts.Add([]);
            fronts[first].Add(point);
            places[index] = first;
        }
        return places;
    }

    private static double Downward(double value, Direction direction) => direction == Direction.LowerIsBetter ? value : -value;

    private static bool Beats(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var isBetter = false;
        for (var i = 0; i < one.Count; i++)
        {
            if (one[i] > other[i])
                return false;
            isBetter |= one[i] < other[i];
        }
        return isBetter;
    }

    private static int Lexicographic(IReadOnlyList<double>? one, IReadOnlyList<double>? other)
    {
        for (var i = 0; i < one!.Count; i++)
        {
            if (one[i].CompareTo(other![i]) is not 0 and var order)
                return order;
        }
        return 0;
    }
}
