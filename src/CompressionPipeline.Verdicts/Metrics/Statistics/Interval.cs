namespace CompressionPipeline.Verdicts.Metrics.Statistics;

/// <summary>An estimate with what the choice of samples lets it vary.</summary>
/// <param name="Value">The estimate from all samples.</param>
/// <param name="Low">Lower end.</param>
/// <param name="Middle">Middle of the interval's distribution: the median of resampled estimates, or the estimate itself where
/// none were drawn.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">How often such an interval holds the true value, 0 to 1: 0.95 runs from the 2.5th to the 97.5th
/// percentile.</param>
public readonly record struct Interval(double Value, double Low, double Middle, double High, double Level = 0.95)
{
    /// <summary>Whether the interval holds a value, ends included.</summary>
    public bool Holds(double value) => Low <= value && value <= High;
}
