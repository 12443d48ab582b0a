namespace CompressionPipeline.Core;

/// <summary>Which variant of a sweep to take: the best by one metric among those that keep every budget and stay within some drops.</summary>
/// <param name="Best">The metric that decides: <c>latency</c>, <c>parameters</c>, <c>bytes</c> or a ROUGE measure; the better, by its own direction, wins.</param>
public sealed record Pick(string Best)
{
    /// <summary>For latency: the batch size. Default: 1.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Points each ROUGE measure may lie below the unpruned model, at most; by manifest name.</summary>
    public IReadOnlyDictionary<string, double> Within { get; init; } = new Dictionary<string, double>();

    /// <summary>Where it is written. Not part of any key.</summary>
    public SourceLocation? Location { get; init; }
}
