namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>A value and what it was in each resample; those of one <see cref="Resampling"/> were drawn on the same
/// examples.</summary>
public sealed class ResampledValue
{
    private readonly double[] resampled;

    internal ResampledValue(double value, double[] resampled) => (Value, this.resampled) = (value, resampled);

    /// <summary>The mean over all examples, or the statistic of all of them.</summary>
    public double Value { get; }

    /// <summary>The value's interval.</summary>
    /// <param name="level">0 to 1, both excluded.</param>
    public Interval Interval(double level) => Percentiles(Value, [.. resampled], level);

    /// <summary>The interval of this value less another.</summary>
    /// <param name="baseline">From the same call.</param>
    /// <param name="level">0 to 1, both excluded.</param>
    public Interval Less(ResampledValue baseline, double level) =>
        Percentiles(Value - baseline.Value, Both(baseline, (value, reference) => value - reference), level);

    /// <summary>The same in percent of the baseline; null where the baseline is 0 in some resample.</summary>
    /// <param name="baseline">From the same call.</param>
    /// <param name="level">0 to 1, both excluded.</param>
    public Interval? LessPercent(ResampledValue baseline, double level) => baseline.Value == 0 || baseline.resampled.Contains(0)
        ? null
        : Percentiles(Percent(Value, baseline.Value), Both(baseline, Percent), level);

    /// <summary>A statistic of the sums of several columns, computed again in each resample.</summary>
    /// <param name="means">The columns' means, from the same call.</param>
    /// <param name="count">Examples.</param>
    /// <param name="statistic">Of the sums, in the order of the columns.</param>
    public static ResampledValue Of(IReadOnlyList<ResampledValue> means, int count, Func<IReadOnlyList<double>, double> statistic)
    {
        double[] sums = [.. means.Select(mean => count * mean.Value)];
        var value = statistic(sums);
        var resampled = new double[means[0].resampled.Length];
        for (var i = 0; i < resampled.Length; i++)
        {
            for (var column = 0; column < sums.Length; column++)
                sums[column] = count * means[column].resampled[i];
            resampled[i] = statistic(sums);
        }
        return new(value, resampled);
    }

    // A correlation may be negative: what is less is a fall there too.
    private static double Percent(double value, double reference) => 100 * (value - reference) / Math.Abs(reference);

    private double[] Both(ResampledValue baseline, Func<double, double, double> compare)
    {
        var compared = new double[resampled.Length];
        for (var i = 0; i < compared.Length; i++)
            compared[i] = compare(resampled[i], baseline.resampled[i]);
        return compared;
    }

    private static Interval Percentiles(double value, double[] estimates, double level)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);
        Array.Sort(estimates);
        var tail = 50 * (1 - level);
        return new(value, Percentile.OfSorted(estimates, tail), Percentile.OfSorted(estimates, 50),
            Percentile.OfSorted(estimates, 100 - tail), level);
    }
}
