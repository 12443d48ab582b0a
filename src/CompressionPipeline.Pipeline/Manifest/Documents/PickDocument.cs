using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary><c>pick:</c> as it is written.</summary>
internal sealed record PickDocument
{
    [Required, AllowedValues("latency", "parameters", "bytes", "rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum")]
    [Description("The metric by which the best variant is taken.")]
    public string? Best { get; init; }

    [Range(1, 4096), Description("For latency: the batch size; benchmark.batch-sizes must contain it.")]
    public int BatchSize { get; init; } = 1;

    [Description("Points each ROUGE measure of the taken variant may lie below the unpruned model, at most."), Example("""{"rouge2":1.0}""")]
    public PickWithinDocument Within { get; init; } = new();
}

/// <summary>Points by ROUGE measure.</summary>
internal sealed record PickWithinDocument
{
    [Range(0.0, 100.0), Description("Points of ROUGE-1."), Example("1.0")]
    public double? Rouge1 { get; init; }

    [Range(0.0, 100.0), Description("Points of ROUGE-2."), Example("1.0")]
    public double? Rouge2 { get; init; }

    [Range(0.0, 100.0), Description("Points of ROUGE-3."), Example("1.0")]
    public double? Rouge3 { get; init; }

    [Range(0.0, 100.0), JsonPropertyName("rougeL"), Description("Points of ROUGE-L."), Example("1.0")]
    public double? RougeL { get; init; }

    [Range(0.0, 100.0), JsonPropertyName("rougeLsum"), Description("Points of ROUGE-Lsum."), Example("1.0")]
    public double? RougeLsum { get; init; }
}
