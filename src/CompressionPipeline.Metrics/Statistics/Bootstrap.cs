namespace CompressionPipeline.Metrics.Statistics;

/// <summary>
/// Percentile bootstrap (B. Efron, 1979): the estimate again and again from examples drawn with replacement. The same samples and
/// seed give the same interval.
/// </summary>
public static class Bootstrap
{
    /// <summary>Resamples by default, as the reference scorer's aggregator takes.</summary>
    public const int DefaultResamples = 1000;

    /// <summary>The mean and its 95 % interval.</summary>
    /// <param name="samples">At least one, finite.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="resamples">At least 1. Default: 1,000.</param>
    /// <exception cref="ArgumentException">There are no samples, or one is not finite.</exception>
    public static Interval Mean(IReadOnlyList<double> samples, long seed, int resamples = DefaultResamples)
    {
        var values = Samples.Checked(samples);
        return Estimate(values.Length, seed, resamples, drawn => MeanOf(values, drawn));
    }

    /// <summary>The mean of candidate − baseline over examples that both were scored on, and its 95 % interval.</summary>
    /// <param name="baseline">One value per example.</param>
    /// <param name="candidate">One value per example, in the same order.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="resamples">At least 1. Default: 1,000.</param>
    /// <exception cref="ArgumentException">The counts differ, there are no samples, or one is not finite.</exception>
    public static Interval Difference(IReadOnlyList<double> baseline, IReadOnlyList<double> candidate, long seed, int resamples = DefaultResamples)
    {
        var (first, second) = Samples.Paired(baseline, candidate);
        return Mean([.. second.Zip(first, (b, a) => b - a)], seed, resamples);
    }

    /// <summary>Baseline's median time over the candidate's, and its 95 % interval; rounds are drawn together, as they were timed.</summary>
    /// <param name="baseline">One positive time per round.</param>
    /// <param name="candidate">One positive time per round, in the same order.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="resamples">At least 1. Default: 1,000.</param>
    /// <exception cref="ArgumentException">The counts differ, there are no samples, or one is not finite and positive.</exception>
    public static Interval Speedup(IReadOnlyList<double> baseline, IReadOnlyList<double> candidate, long seed, int resamples = DefaultResamples)
    {
        var (first, second) = Samples.Paired(baseline, candidate);
        if (first.Any(time => time <= 0) || second.Any(time => time <= 0))
            throw new ArgumentException("A time is not positive.", nameof(baseline));
        var buffer = new double[first.Length];
        return Estimate(first.Length, seed, resamples, drawn => MedianOf(first, drawn, buffer) / MedianOf(second, drawn, buffer));
    }

    private static Interval Estimate(int count, long seed, int resamples, Func<int[]?, double> estimate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var random = new SplitMix64(seed);
        var drawn = new int[count];
        var estimates = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            for (var k = 0; k < count; k++)
                drawn[k] = random.Below(count);
            estimates[i] = estimate(drawn);
        }
        Array.Sort(estimates);
        return new Interval(estimate(null),
            Percentile.OfSorted(estimates, 2.5), Percentile.OfSorted(estimates, 50), Percentile.OfSorted(estimates, 97.5));
    }

    private static double MeanOf(double[] values, int[]? drawn)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += values[drawn is null ? i : drawn[i]];
        return sum / values.Length;
    }

    private static double MedianOf(double[] values, int[]? drawn, double[] buffer)
    {
        for (var i = 0; i < values.Length; i++)
            buffer[i] = values[drawn is null ? i : drawn[i]];
        Array.Sort(buffer);
        return Percentile.OfSorted(buffer, 50);
    }
}
