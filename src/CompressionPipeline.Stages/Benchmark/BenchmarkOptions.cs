using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>Options of <c>benchmark</c>.</summary>
public sealed record BenchmarkOptions
{
    [MinLength(1), Description("What to time on: `onnxruntime` the exports, `torch` the checkpoints.")]
    public IReadOnlyList<TimedRuntime> Runtimes { get; init; } = [TimedRuntime.Onnxruntime];

    [MinLength(1), Range(1, 4096), Description("Batch sizes to time.")]
    public IReadOnlyList<int> BatchSizes { get; init; } = [1, 8];

    [Range(0, 65536), Description("Source tokens, cut or padded to exactly this; 0 takes the data's longest source.")]
    public int SourceLength { get; init; }

    [Range(2, 4096), Description("Tokens generated, neither more nor fewer.")]
    public int OutputLength { get; init; } = 20;

    [Range(2, 100)]
    [Description("How often both models are loaded anew; the interval of the speedup counts loads, not generations.")]
    public int Loads { get; init; } = 12;

    [Range(10, 10000), Description("Generations per load, model and batch size that are thrown away first.")]
    public int WarmUps { get; init; } = 10;

    [Range(10, 100000), Description("Generations timed at least per model and batch size.")]
    public int Iterations { get; init; } = 20;

    [Range(0.0, 3600.0), Description("Seconds of timing at least per model and batch size; less than 10 is said in the result.")]
    public double Seconds { get; init; } = 10;

    [Description("Where to generate.")]
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    [Range(0, 1024), Description("Processor threads; 0 takes one per core.")]
    public int Threads { get; init; }
}
