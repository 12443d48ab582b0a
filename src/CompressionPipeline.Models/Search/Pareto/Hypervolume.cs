namespace CompressionPipeline.Models.Search.Pareto;

/// <summary>
/// The volume that points dominate up to a reference point (Zitzler and Thiele, 1998): the larger, the better is the set.
/// Exact for any number of objectives; the time grows with the number of points to the power of objectives minus one.
/// </summary>
internal static class Hypervolume
{
    /// <summary>The hypervolume of points after quantile normalization, up to 2 in each objective (Klein et al., arXiv
    /// 2405.02267).</summary>
    /// <param name="points">From <see cref="QuantileNormalization"/>.</param>
    /// <param name="objectives">How many objectives, at least 2.</param>
    public static double OfQuantiles(IReadOnlyList<IReadOnlyList<double>> points, int objectives) =>
        Of(points, [.. Enumerable.Repeat(2.0, objectives)]);

    /// <summary>The hypervolume of points; one that does not beat the reference in every objective adds nothing.</summary>
    /// <param name="points">As many objectives each as the reference, the less the better.</param>
    /// <param name="reference">Two objectives at least.</param>
    public static double Of(IReadOnlyList<IReadOnlyList<double>> points, IReadOnlyList<double> reference)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reference.Count, 2);
        IReadOnlyList<double>[] inside =
        [
            .. points.Where(point => point.Zip(reference, (value, limit) => value < limit).All(beats => beats))
                .OrderBy(point => point[0]),
        ];
        return Volume(inside, reference, reference.Count);
    }

    // Of the first objectives only, for points in ascending order of the first: slices along the last of them.
    private static double Volume(IReadOnlyList<double>[] points, IReadOnlyList<double> reference, int objectives)
    {
        if (objectives == 2)
            return Area(points, reference);
        var last = objectives - 1;
        double[] levels = [.. points.Select(point => point[last]).Distinct().Order(), reference[last]];
        var volume = 0.0;
        for (var i = 0; i < levels.Length - 1; i++)
        {
            var level = levels[i];
            volume += (levels[i + 1] - level) * Volume([.. points.Where(point => point[last] <= level)], reference, last);
        }
        return volume;
    }

    private static double Area(IReadOnlyList<double>[] points, IReadOnlyList<double> reference)
    {
        var (area, lowest) = (0.0, reference[1]);
        foreach (var point in points)
        {
            if (point[1] >= lowest)
                continue;
            area += (reference[0] - point[0]) * (lowest - point[1]);
            lowest = point[1];
        }
        return area;
    }
}
