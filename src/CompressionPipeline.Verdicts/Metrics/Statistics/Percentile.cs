namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>Order statistics with linear interpolation between neighbours, as NumPy's default.</summary>
public static class Percentile
{
    /// <summary>The value below which <paramref name="percent"/> of the samples lie.</summary>
    /// <param name="samples">At least one, finite, in any order.</param>
    /// <param name="percent">0 to 100.</param>
    /// <exception cref="ArgumentException">There are no samples, or one is not finite.</exception>
    public static double Of(IReadOnlyList<double> samples, double percent) => OfSorted(Samples.Sorted(samples), percent);

    /// <summary>The middle value.</summary>
    public static double Median(IReadOnlyList<double> samples) => Of(samples, 50);

    internal static double OfSorted(ReadOnlySpan<double> sorted, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var position = percent / 100 * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
