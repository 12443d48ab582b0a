namespace CompressionPipeline.Models.Search.Pareto;

/// <summary>
/// What a set of points lacks of the best hypervolume that there could be, after quantile normalization: that of the point 0 to
/// the reference 2, which is 4 for two objectives (Klein et al., arXiv 2405.02267). The less, the better.
/// </summary>
internal static class Regret
{
    /// <summary>The regret of a set.</summary>
    /// <param name="points">Normalized, all with as many objectives; none has the largest regret.</param>
    /// <param name="objectives">How many objectives, at least 2.</param>
    public static double Of(IReadOnlyList<IReadOnlyList<double>> points, int objectives) =>
        Math.Pow(2, objectives) - Hypervolume.Of(points, [.. Enumerable.Repeat(2.0, objectives)]);
}
