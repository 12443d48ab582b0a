namespace CompressionPipeline.Metrics.Statistics;

/// <summary>An estimate with what the choice of examples lets it vary.</summary>
/// <param name="Value">The estimate from all samples.</param>
/// <param name="Low">2.5th percentile of the resampled estimates.</param>
/// <param name="Middle">50th percentile.</param>
/// <param name="High">97.5th percentile.</param>
public readonly record struct Interval(double Value, double Low, double Middle, double High);
