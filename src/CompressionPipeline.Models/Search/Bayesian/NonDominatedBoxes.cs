using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>A box in the space of objectives, as places in the list of levels of each objective; the level before the first,
/// -1, is minus infinity.</summary>
internal readonly record struct Box(int[] Lower, int[] Upper);

/// <summary>The space that no point of a front dominates, up to a reference point, as boxes that do not overlap.</summary>
/// <param name="Levels">For each objective the values at which boxes begin and end, ascending; the last is the
/// reference.</param>
/// <param name="Boxes">The boxes.</param>
internal sealed record NonDominatedBoxes(double[][] Levels, IReadOnlyList<Box> Boxes)
{
    /// <summary>The boxes of a set of points, for two objectives or more.</summary>
    /// <param name="points">Finite values, the less the better; dominated ones change nothing.</param>
    /// <param name="reference">A value for each objective.</param>
    public static NonDominatedBoxes Create(IReadOnlyList<IReadOnlyList<double>> points, IReadOnlyList<double> reference)
    {
        var members = ParetoSet.Fronts(points);
        IReadOnlyList<double>[] front =
        [
            .. points.Where((point, i) => members[i] == 0
                && point.Zip(reference, (value, limit) => value < limit).All(beats => beats))
                .OrderBy(point => point[0]),
        ];
        double[][] levels =
        [
            .. reference.Select((limit, k) => (double[])[.. front.Select(point => point[k]).Distinct().Order(), limit]),
        ];
        int[][] places = [.. front.Select(point => point.Select((value, k) => Array.BinarySearch(levels[k], value)).ToArray())];
        return new(levels, [.. Split(places, [.. levels.Select(values => values.Length - 1)], reference.Count)]);
    }

    // Of the first objectives only, for points in ascending order of the first: slices along the last of them.
    private static IEnumerable<Box> Split(int[][] points, int[] reference, int objectives)
    {
        if (objectives == 2)
            return Strips(points, reference);
        var last = objectives - 1;
        int[] levels = [-1, .. points.Select(point => point[last]).Distinct().Order(), reference[last]];
        return levels.Zip(levels.Skip(1)).SelectMany(slice =>
            Split([.. points.Where(point => point[last] <= slice.First)], reference, last)
                .Select(box => new Box([.. box.Lower, slice.First], [.. box.Upper, slice.Second])));
    }

    // Between one point's first objective and the next point's everything below the lowest second objective so far is free.
    private static IEnumerable<Box> Strips(int[][] points, int[] reference)
    {
        var (from, lowest) = (-1, reference[1]);
        foreach (var point in points)
        {
            if (point[1] >= lowest)
                continue;
            if (point[0] > from)
                yield return new([from, -1], [point[0], lowest]);
            (from, lowest) = (point[0], point[1]);
        }
        yield return new([from, -1], [reference[0], lowest]);
    }
}
