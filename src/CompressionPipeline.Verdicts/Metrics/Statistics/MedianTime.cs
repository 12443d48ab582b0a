using MathNet.Numerics.Distributions;

namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>The median of times that follow each other, with its interval.</summary>
public static class MedianTime
{
    private const int Blocks = 30;

    /// <summary>
    /// Of several loads of the model, each gives its median, and their logarithms a <see cref="RobustMean"/> around the median
    /// of all: where a model lies in memory changes its speed until it is loaded again. Of a single load the interval runs
    /// between two order statistics. Which ones follows from how much the share of samples below the median varies from block
    /// to block, and at least as much as it would if samples were independent.
    /// </summary>
    /// <param name="samples">At least one, finite, in the order in which they were taken.</param>
    /// <param name="level">0 to 1, both excluded.</param>
    /// <param name="loads">How many samples belong to each load, in order; empty where all belong to one.</param>
    /// <returns>Null of too few samples for the level: even the least and the greatest do not hold the median as often, 8 for
    /// 0.99.</returns>
    /// <exception cref="ArgumentException">There are no samples, or one is not finite.</exception>
    public static Interval? Of(IReadOnlyList<double> samples, double level, IReadOnlyList<int>? loads = null)
    {
        var sorted = Samples.Sorted(samples);
        if (loads is { Count: > 1 })
            return OverLoads([.. samples], loads, Percentile.OfSorted(sorted, 50), level);
        if (1 - Math.Pow(2, 1 - sorted.Length) < level)
            return null;
        var median = Percentile.OfSorted(sorted, 50);
        var shares = Samples.BlockMeans([.. samples.Select(sample => sample < median ? 1 : sample > median ? 0 : 0.5)], Blocks);
        var variance = Math.Max(shares.Sum(share => (share - 0.5) * (share - 0.5)) / (shares.Length - 1) / shares.Length,
            0.25 / sorted.Length);
        var reach = StudentT.InvCDF(0, 1, shares.Length - 1, (1 + level) / 2) * Math.Sqrt(variance);
        var last = sorted.Length - 1;
        return new(median, sorted[(int)Math.Clamp(Math.Floor((0.5 - reach) * last), 0, last)], median,
            sorted[(int)Math.Clamp(Math.Ceiling((0.5 + reach) * last), 0, last)], level);
    }

    private static Interval? OverLoads(double[] samples, IReadOnlyList<int> loads, double median, double level)
    {
        var medians = Samples.ByLoad(samples, loads)?.Select(load => Math.Log(Percentile.OfSorted(Samples.Sorted(load), 50)))
            .ToArray();
        return medians is not null && RobustMean.Of(medians, level) is var (value, half)
            ? new(median, Math.Min(median, Math.Exp(value - half)), median, Math.Max(median, Math.Exp(value + half)), level)
            : null;
    }
}
