namespace CompressionPipeline.Models.Search.Pareto;

/// <summary>
/// Replaces each objective by its quantile among all observations, from 0 for the best to 1 for the worst (Klein et al., arXiv
/// 2405.02267). Equal values have the mean of their quantiles; between two observed values it is interpolated.
/// </summary>
internal sealed class QuantileNormalization
{
    private readonly IReadOnlyList<(double[] Values, double[] Places)> objectives;

    private QuantileNormalization(IReadOnlyList<(double[], double[])> objectives) => this.objectives = objectives;

    /// <summary>Made for all observations: of every method, space, strategy and seed that is to be compared.</summary>
    /// <param name="observations">Finite values, at least one observation.</param>
    public static QuantileNormalization Fit(IReadOnlyList<IReadOnlyList<double>> observations) =>
        new([.. Enumerable.Range(0, observations[0].Count).Select(i => Places([.. observations.Select(point => point[i])]))]);

    /// <summary>The quantiles of a point, each from 0 to 1.</summary>
    public double[] Transform(IReadOnlyList<double> point) =>
        [.. point.Select((value, i) => Place(value, objectives[i].Values, objectives[i].Places))];

    private static (double[] Values, double[] Places) Places(double[] observed)
    {
        var groups = observed.GroupBy(value => value).OrderBy(group => group.Key).ToList();
        var places = new double[groups.Count];
        var below = 0;
        foreach (var (i, group) in groups.Index())
        {
            var count = group.Count();
            places[i] = (below + ((count - 1) / 2.0)) / Math.Max(1, observed.Length - 1);
            below += count;
        }
        // However many are the best, or the worst, nothing lies beyond them.
        places[^1] = 1;
        places[0] = 0;
        return ([.. groups.Select(group => group.Key)], places);
    }

    private static double Place(double value, double[] values, double[] places)
    {
        var found = Array.BinarySearch(values, value);
        if (found >= 0)
            return places[found];
        var above = ~found;
        if (above == 0)
            return 0;
        if (above == values.Length)
            return 1;
        var share = (value - values[above - 1]) / (values[above] - values[above - 1]);
        return places[above - 1] + (share * (places[above] - places[above - 1]));
    }
}
