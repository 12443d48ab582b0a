using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CompressionPipeline.Manifest.Shapes;

namespace CompressionPipeline.Manifest.Documents;

/// <summary><c>budgets:</c> as it is written: limits by metric.</summary>
internal sealed record BudgetsDocument
{
    [Description("ROUGE-1, mean F over the test split in points of 0-100."), Example("""{"max-drop":2.0}""")]
    public RougeBudgetDocument? Rouge1 { get; init; }

    [Description("ROUGE-2, mean F over the test split in points of 0-100."), Example("""{"max-drop":3.0,"min":20}""")]
    public RougeBudgetDocument? Rouge2 { get; init; }

    [JsonPropertyName("rougeL"), Description("ROUGE-L, mean F over the test split in points of 0-100."), Example("""{"max-drop":2.0}""")]
    public RougeBudgetDocument? RougeL { get; init; }

    [JsonPropertyName("rougeLsum"), Description("ROUGE-Lsum, mean F over the test split in points of 0-100."), Example("""{"max-drop":2.0}""")]
    public RougeBudgetDocument? RougeLsum { get; init; }

    [Choice(typeof(LatencyBudgetDocument), typeof(IReadOnlyList<LatencyBudgetDocument>)), MinLength(1)]
    [Description("Time of a whole generation; a list sets limits at several batch sizes.")]
    [Example("""{"min-speedup":1.5,"batch-size":1}""")]
    public JsonNode? Latency { get; init; }

    [Description("Parameters of the candidate."), Example("""{"max":2500000}""")]
    public SizeBudgetDocument? Parameters { get; init; }

    [Description("Size of the candidate's exported ONNX files together."), Example("""{"max":12000000}""")]
    public SizeBudgetDocument? Bytes { get; init; }
}

/// <summary>Limits on a ROUGE score.</summary>
internal sealed record RougeBudgetDocument
{
    [Range(0.0, 100.0), Description("Points the candidate may lie below the unpruned model, at most."), Example("3.0")]
    public double? MaxDrop { get; init; }

    [Range(0.0, 100.0), Description("Points the candidate reaches at least."), Example("20")]
    public double? Min { get; init; }
}

/// <summary>Limits on latency at one batch size.</summary>
internal sealed record LatencyBudgetDocument
{
    [Range(0.0, 1000.0, MinimumIsExclusive = true), Description("Unpruned model's median time over the candidate's, at least."), Example("1.5")]
    public double? MinSpeedup { get; init; }

    [Range(0.0, 3600000.0, MinimumIsExclusive = true), Description("Candidate's median time in milliseconds, at most."), Example("20")]
    public double? MaxMs { get; init; }

    [Range(1, 4096), Description("Batch size the limits are about; benchmark.batch-sizes must contain it.")]
    public int BatchSize { get; init; } = 1;
}

/// <summary>A limit on a size.</summary>
internal sealed record SizeBudgetDocument
{
    [Required, Range(1L, long.MaxValue), Description("The count is at most this."), Example("2500000")]
    public long? Max { get; init; }
}
