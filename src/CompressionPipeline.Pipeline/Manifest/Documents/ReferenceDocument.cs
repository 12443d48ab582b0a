using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>One of <c>references:</c> as it is written.</summary>
internal sealed record ReferenceDocument
{
    [Required, Description("The result.json of an earlier run, relative to this file."), Example("\"references/released.json\"")]
    public string? Result { get; init; }

    [Description("The model in it: a variant's name or base; without it, the variant that run picked, or its only one."), Example("\"shallow-decoder\"")]
    public string? Variant { get; init; }
}
