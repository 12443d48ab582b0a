using MathNet.Numerics.Distributions;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>How far below a limit a normally distributed value is expected to be, counting 0 where it is above.</summary>
internal static class ExpectedImprovement
{
    /// <summary>The expectation of <c>max(0, limit - value)</c>.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="mean">The value's mean.</param>
    /// <param name="deviation">The value's standard deviation, above 0.</param>
    public static double Below(double limit, double mean, double deviation)
    {
        var z = (limit - mean) / deviation;
        return ((limit - mean) * Normal.CDF(0, 1, z)) + (deviation * Normal.PDF(0, 1, z));
    }
}
