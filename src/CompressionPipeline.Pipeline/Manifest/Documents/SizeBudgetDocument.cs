using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>Limits on a size.</summary>
internal sealed record SizeBudgetDocument
{
    [Range(1L, long.MaxValue), Description("The count is at most this."), Example("2500000")]
    public long? Max { get; init; }

    [Range(0.0, 100.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    [Description("Percent by which the variant is smaller than the unpruned model, at least."), Example("30")]
    public double? MinGainPercent { get; init; }

    [Description("The reference, of those under 'references', to compare with instead of the unpruned model."), Example("\"released\"")]
    public string? Against { get; init; }
}

/// <summary>A limit on memory.</summary>
internal sealed record MemoryBudgetDocument
{
    [Range(1L, long.MaxValue), Description("Bytes at most."), Example("500000000")]
    public long? Max { get; init; }
}
