namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>How many samples a comparison with a limit takes: an interval narrows with the root of their number.</summary>
public static class SampleSize
{
    private const double Absurd = 1e9;

    /// <summary>About how many more samples would take the limit out of the interval: n·((h/d)² − 1).</summary>
    /// <param name="samples">n, what the interval was made of. At least 1.</param>
    /// <param name="halfWidth">h, from the value to the interval's end on the limit's side.</param>
    /// <param name="distance">d, from the value to the limit, whichever side.</param>
    /// <returns>0 where the limit is outside already; null where no number would do or it is above a thousand million.</returns>
    public static long? More(int samples, double halfWidth, double distance)
    {
        var ratio = Math.Abs(halfWidth) / Math.Abs(distance);
        var more = samples * (ratio * ratio - 1);
        return double.IsNaN(more) || more > Absurd ? null : (long)Math.Ceiling(Math.Max(more, 0));
    }

    /// <summary>The same of an interval and a limit.</summary>
    /// <param name="samples">What the interval was made of. At least 1.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="limit">The limit.</param>
    public static long? More(int samples, Interval interval, double limit) =>
        More(samples, limit < interval.Value ? interval.Value - interval.Low
            : interval.High - interval.Value, limit - interval.Value);
}
