namespace CompressionPipeline.Metrics.Statistics;

/// <summary>An estimate with what the choice of examples lets it vary.</summary>
/// <param name="Value">The estimate from all samples.</param>
/// <param name="Low">Lower end.</param>
/// <param name="Middle">Median of the resampled estimates.</param>
/// <param name="High">Upper end.</param>
/// <param name="Level">How often such an interval holds the true value: 0.95 runs from the 2.5th to the 97.5th percentile.</param>
public readonly record struct Interval(double Value, double Low, double Middle, double High, double Level = 0.95);
