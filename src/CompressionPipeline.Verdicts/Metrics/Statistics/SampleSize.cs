namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>How many samples a comparison with a limit takes: an interval narrows with the root of their number.</summary>
public static class SampleSize
{
    private const double Absurd = 1e9;

    /// <summary>
    /// About how many more samples would take a limit out of an interval: n·((h/d)² − 1), with h from the value to the end of
    /// the interval on the limit's side, and d from the value to the limit.
    /// </summary>
    /// <param name="samples">n, what the interval was made of. At least 1.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="limit">The limit.</param>
    /// <returns>0 where the limit is outside already; null where no number would do or it is above a thousand million.</returns>
    public static long? More(int samples, Interval interval, double limit)
    {
        var half = limit < interval.Value ? interval.Value - interval.Low : interval.High - interval.Value;
        var ratio = half / (limit - interval.Value);
        var more = samples * (ratio * ratio - 1);
        return double.IsNaN(more) || more > Absurd ? null : (long)Math.Ceiling(Math.Max(more, 0));
    }
}
