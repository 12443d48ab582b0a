using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Results;

/// <summary>What the times of one variant and the unpruned model say; times in milliseconds. What is null is missing or not usable.</summary>
/// <param name="Runtime"><c>onnxruntime</c> or <c>torch</c>.</param>
/// <param name="BatchSize">Documents at once.</param>
/// <param name="Phase">What was timed.</param>
public sealed record SpeedResult(string Runtime, int BatchSize, Phase Phase)
{
    /// <summary>The unpruned model, in the same interleaved run.</summary>
    public LatencySummary? Base { get; init; }

    /// <summary>This variant.</summary>
    public LatencySummary? Candidate { get; init; }

    /// <summary>The unpruned model's time over this variant's, load by load of both, or turn by turn where there was one load: above 1 is faster.</summary>
    public Interval? Speedup { get; init; }

    /// <summary>The variant's median time with its interval.</summary>
    public Interval? Median { get; init; }

    /// <summary>Generated tokens a second of the unpruned model; only for the whole generation.</summary>
    public double? BaseThroughput { get; init; }

    /// <summary>Generated tokens a second of this variant; only for the whole generation.</summary>
    public double? Throughput { get; init; }
}
