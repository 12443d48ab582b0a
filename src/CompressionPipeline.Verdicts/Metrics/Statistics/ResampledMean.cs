namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>A mean and what it was in each resample; those of one <see cref="Resampling"/> were drawn on the same examples.</summary>
public sealed class ResampledMean
{
    private readonly double[] resampled;

    internal ResampledMean(double value, double[] resampled) => (Value, this.resampled) = (value, resampled);

    /// <summary>The mean over all examples.</summary>
    public double Value { get; }

    /// <summary>The mean's interval.</summary>
    /// <param name="level">0 to 1, both excluded.</param>
    public Interval Interval(double level) => Percentiles(Value, [.. resampled], level);

    /// <summary>The interval of this mean less another.</summary>
    /// <param name="baseline">From the same call.</param>
    /// <param name="level">0 to 1, both excluded.</param>
    public Interval Less(ResampledMean baseline, double level) =>
        Percentiles(Value - baseline.Value, Both(baseline, (value, reference) => value - reference), level);

    /// <summary>The same in percent of the baseline; null where the baseline's mean is 0 in some resample.</summary>
    /// <param name="baseline">From the same call.</param>
    /// <param name="level">0 to 1, both excluded.</param>
    public Interval? LessPercent(ResampledMean baseline, double level) => baseline.Value == 0 || baseline.resampled.Contains(0)
        ? null
        : Percentiles(Percent(Value, baseline.Value), Both(baseline, Percent), level);

    private static double Percent(double value, double reference) => 100 * (value - reference) / reference;

    private double[] Both(ResampledMean baseline, Func<double, double, double> compare)
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
        return new(value, Percentile.OfSorted(estimates, tail), Percentile.OfSorted(estimates, 50), Percentile.OfSorted(estimates, 100 - tail), level);
    }
}
