namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>Order statistics with linear interpolation between neighbours, as NumPy's default.</summary>
internal static class Percentile
{
    /// <param name="sorted">At least one, finite, in ascending order.</param>
    /// <param name="percent">0 to 100.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var position = percent / 100 * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
