namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>The mean of ratios: speedups over several batch sizes, or over several machines.</summary>
public static class GeometricMean
{
    /// <summary>The n-th root of the product.</summary>
    /// <exception cref="ArgumentException">There are no values, or one is not finite and positive.</exception>
    public static double Of(IReadOnlyList<double> values)
    {
        var ratios = Samples.Checked(values);
        return ratios.Any(ratio => ratio <= 0)
            ? throw new ArgumentException("A ratio is not positive.", nameof(values))
            : Math.Exp(ratios.Average(Math.Log));
    }
}
