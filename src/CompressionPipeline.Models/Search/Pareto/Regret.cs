namespace CompressionPipeline.Models.Search.Pareto;

/// <summary>
/// The largest possible hypervolume less that of a set of points, after quantile normalization (Klein et al., arXiv 2405.02267).
/// The reference point is 2 in each objective, so that the largest is 4 for two objectives. Lower is better.
/// </summary>
internal static class Regret
{
    /// <summary>The regret of a set.</summary>
    /// <param name="points">Normalized, all with as many objectives; none has the largest regret.</param>
    /// <param name="objectives">How many objectives, at least 2.</param>
    public static double Of(IReadOnlyList<IReadOnlyList<double>> points, int objectives) =>
        Math.Pow(2, objectives) - Hypervolume.Of(points, [.. Enumerable.Repeat(2.0, objectives)]);
}
