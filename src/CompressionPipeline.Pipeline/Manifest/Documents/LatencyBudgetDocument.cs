using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>Limits on latency at one batch size, in one runtime and phase.</summary>
internal sealed record LatencyBudgetDocument
{
    [Range(0.0, 1000.0, MinimumIsExclusive = true), Description("Unpruned model's time over the variant's, at least."), Example("1.5")]
    public double? MinSpeedup { get; init; }

    [Range(0.0, 3600000.0, MinimumIsExclusive = true), Description("Variant's median time in milliseconds, at most."), Example("20")]
    public double? MaxMs { get; init; }

    [Range(1, 4096), Description("Batch size the limits are about; benchmark.batch-sizes must contain it.")]
    public int BatchSize { get; init; } = 1;

    [AllowedValues("onnxruntime", "torch"), Description("Runtime the limits are about; by default the first that the benchmark times."), Example("\"onnxruntime\"")]
    public string? Runtime { get; init; }

    [AllowedValues("total", "encoder", "first-token", "token"), Description("What of a generation the limits are about: all of it, the encoder, the time to the first token, or one further token.")]
    public string Phase { get; init; } = "total";

    [Description("The reference, of those under 'references', to compare with instead of the unpruned model."), Example("\"released\"")]
    public string? Against { get; init; }
}
