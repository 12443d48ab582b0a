using MathNet.Numerics.Distributions;

namespace CompressionPipeline.Metrics.Statistics;

/// <summary>The median of times that follow each other, with its interval.</summary>
public static class MedianTime
{
    private const int Blocks = 30;

    /// <summary>
    /// The interval runs between two order statistics. Which ones follows from how much the share of samples below the median varies from block to block,
    /// and at least as much as it would if samples were independent.
    /// </summary>
    /// <param name="samples">At least one, finite, in the order in which they were taken.</param>
    /// <param name="level">0 to 1, both excluded.</param>
    /// <returns>Null of too few samples for the level: even the least and the greatest do not hold the median as often, 8 for 0.99.</returns>
    /// <exception cref="ArgumentException">There are no samples, or one is not finite.</exception>
    public static Interval? Of(IReadOnlyList<double> samples, double level)
    {
        var sorted = Samples.Sorted(samples);
        if (1 - Math.Pow(2, 1 - sorted.Length) < level)
            return null;
        var median = Percentile.OfSorted(sorted, 50);
        var shares = Blocked.Means([.. samples.Select(sample => sample < median ? 1 : sample > median ? 0 : 0.5)], Blocks);
        var variance = Math.Max(shares.Sum(share => (share - 0.5) * (share - 0.5)) / (shares.Length - 1) / shares.Length, 0.25 / sorted.Length);
        var reach = StudentT.InvCDF(0, 1, shares.Length - 1, (1 + level) / 2) * Math.Sqrt(variance);
        var last = sorted.Length - 1;
        return new(median, sorted[(int)Math.Clamp(Math.Floor((0.5 - reach) * last), 0, last)], median,
            sorted[(int)Math.Clamp(Math.Ceiling((0.5 + reach) * last), 0, last)], level);
    }
}
