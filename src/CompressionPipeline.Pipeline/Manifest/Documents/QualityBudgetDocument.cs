using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

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

    [Description("The reference, of those under 'references', to compare with instead of the unpruned model."), Example("\"released\"")]
    public string? Against { get; init; }
}
