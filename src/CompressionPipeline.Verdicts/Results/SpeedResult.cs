using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>What the times of one variant and the baseline say; times in milliseconds. What is null is missing or not
/// usable.</summary>
/// <param name="Runtime"><c>onnxruntime</c> or <c>torch</c>.</param>
/// <param name="BatchSize">Documents at once.</param>
/// <param name="Phase">What was timed.</param>
public sealed record SpeedResult(string Runtime, int BatchSize, Phase Phase)
{
    /// <summary>The baseline, in the same interleaved run.</summary>
    public LatencySummary? Baseline { get; init; }

    /// <summary>This variant.</summary>
    public LatencySummary? Variant { get; init; }

    /// <summary>The baseline's time over this variant's, load by load of both, or turn by turn where there was one load: above 1
    /// is faster.</summary>
    public Interval? Speedup { get; init; }

    /// <summary>The variant's median time with its interval.</summary>
    public Interval? Median { get; init; }

    /// <summary>Generated tokens a second of the baseline; only for the whole generation.</summary>
    public double? BaselineThroughput { get; init; }

    /// <summary>Generated tokens a second of this variant; only for the whole generation.</summary>
    public double? Throughput { get; init; }
}
