namespace CompressionPipeline.Core;

/// <summary>Which variant of a sweep to take: the best by one metric among those that keep every budget and stay within some
/// drops.</summary>
/// <param name="Best">The metric that decides; the better value, by the metric's own direction, wins.</param>
public sealed record Pick(string Best)
{
    /// <summary>For latency: the batch size. Default: 1.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>How far each metric of quality may lie below the baseline, at most, in its unit; by name.</summary>
    public IReadOnlyDictionary<string, double> Within { get; init; } = new Dictionary<string, double>();

    /// <summary>Where it is written. Not part of any key.</summary>
    public SourceLocation? Location { get; init; }
}
