using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary>Limits on a metric of quality.</summary>
internal sealed record QualityBudgetDocument
{
    [Range(0.0, 100.0), Description("Points the variant may lie below the unpruned model, at most."), Example("3.0")]
    public double? MaxDrop { get; init; }

    [Range(0.0, 100.0), Description("The same in percent of the unpruned model's score."), Example("5")]
    public double? MaxDropPercent { get; init; }

    [Range(0.0, 100.0), Description("Points the variant reaches at least."), Example("20")]
    public double? Min { get; init; }

    [Range(0.0, 100.0), Description("Points the variant lies above the unpruned model, at least."), Example("0.5")]
    public double? MinGain { get; init; }

    [Range(0.0, 1000.0), Description("The same in percent of the unpruned model's score."), Example("2")]
    public double? MinGainPercent { get; init; }

    [Description("The reference, of those under 'references', to compare with instead of the unpruned model.")]
    [Example("\"released\"")]
    public string? Against { get; init; }
}

/// <summary>Limits on latency at one batch size, in one runtime and phase.</summary>
internal sealed record LatencyBudgetDocument
{
    [Range(0.0, 1000.0, MinimumIsExclusive = true), Description("Unpruned model's time over the variant's, at least.")]
    [Example("1.5")]
    public double? MinSpeedup { get; init; }

    [Range(0.0, 3600000.0, MinimumIsExclusive = true), Description("Variant's median time in milliseconds, at most.")]
    [Example("20")]
    public double? MaxMs { get; init; }

    [Range(1, 4096), Description("Batch size the limits are about; benchmark.batch-sizes must contain it.")]
    public int BatchSize { get; init; } = 1;

    [AllowedValues("onnxruntime", "torch")]
    [Description("Runtime the limits are about; by default the first that the benchmark times."), Example("\"onnxruntime\"")]
    public string? Runtime { get; init; }

    [AllowedValues("total", "encoder", "first-token", "token")]
    [Description("What of a generation the limits are about: all of it, the encoder, the time to the first token, "
        + "or one more token.")]
    public string Phase { get; init; } = "total";

    [Description("The reference, of those under 'references', to compare with instead of the unpruned model.")]
    [Example("\"released\"")]
    public string? Against { get; init; }
}

/// <summary>Limits on a size.</summary>
internal sealed record SizeBudgetDocument
{
    [Range(1L, long.MaxValue), Description("The count is at most this."), Example("2500000")]
    public long? Max { get; init; }

    [Range(0.0, 100.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    [Description("Percent by which the variant is smaller than the unpruned model, at least."), Example("30")]
    public double? MinGainPercent { get; init; }

    [Description("The reference, of those under 'references', to compare with instead of the unpruned model.")]
    [Example("\"released\"")]
    public string? Against { get; init; }
}

/// <summary>A limit on memory.</summary>
internal sealed record MemoryBudgetDocument
{
    [Range(1L, long.MaxValue), Description("Bytes at most."), Example("500000000")]
    public long? Max { get; init; }
}
