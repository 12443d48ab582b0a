using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>Options of <c>benchmark</c>.</summary>
public sealed record BenchmarkOptions
{
    /// <summary>What to time on, one after the other. Default: onnxruntime.</summary>
    [MinLength(1), Description("What to time on: `onnxruntime` the exports, `torch` the checkpoints.")]
    public IReadOnlyList<TimedRuntime> Runtimes { get; init; } = [TimedRuntime.Onnxruntime];

    /// <summary>Batch sizes to time, each 1 to 4,096. Default: 1 and 8.</summary>
    [MinLength(1), Range(1, 4096), Description("Batch sizes to time.")]
    public IReadOnlyList<int> BatchSizes { get; init; } = [1, 8];

    /// <summary>Source tokens, cut or padded to exactly this; 0 takes the data's longest source. Default: 0.</summary>
    [Range(0, 65536), Description("Source tokens, cut or padded to exactly this; 0 takes the data's longest source.")]
    public int SourceLength { get; init; }

    /// <summary>Tokens generated, neither more nor fewer. 2 to 4,096. Default: 20.</summary>
    [Range(2, 4096), Description("Tokens generated, neither more nor fewer.")]
    public int OutputLength { get; init; } = 20;

    /// <summary>How often both models are loaded anew: where a model lies in memory changes its speed until it is loaded again. 2 to 100. Default: 12.</summary>
    [Range(2, 100), Description("How often both models are loaded anew; the interval of the speedup counts loads, not generations.")]
    public int Loads { get; init; } = 12;

    /// <summary>Generations per load, model and batch size that are thrown away first. 10 to 10,000. Default: 10.</summary>
    [Range(10, 10000), Description("Generations per load, model and batch size that are thrown away first.")]
    public int WarmUps { get; init; } = 10;

    /// <summary>Generations timed at least per model and batch size. 10 to 100,000. Default: 20.</summary>
    [Range(10, 100000), Description("Generations timed at least per model and batch size.")]
    public int Iterations { get; init; } = 20;

    /// <summary>Seconds of timing at least per model and batch size. 0 to 3,600. Less than 10 is said in the result. Default: 10.</summary>
    [Range(0.0, 3600.0), Description("Seconds of timing at least per model and batch size; less than 10 is said in the result.")]
    public double Seconds { get; init; } = 10;

    /// <summary>Where to generate. Default: auto.</summary>
    [Description("Where to generate.")]
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>Processor threads; 0 takes one per core. Default: 0.</summary>
    [Range(0, 1024), Description("Processor threads; 0 takes one per core.")]
    public int Threads { get; init; }
}
