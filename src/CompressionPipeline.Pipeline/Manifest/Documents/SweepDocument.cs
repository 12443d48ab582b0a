using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary><c>sweep:</c> as it is written: a grid over counts or over levels; a stack of which nothing is said stays whole.</summary>
internal sealed record SweepDocument
{
    [Range(1, 1000), MinLength(1), Description("How many encoder layers to keep, one variant each; e2-d1 keeps two and one decoder layer."), Example("[2, 4]")]
    public IReadOnlyList<int>? EncoderLayers { get; init; }

    [Range(1, 1000), MinLength(1), Description("How many decoder layers to keep, one variant each; d1 keeps one and the whole encoder."), Example("[1, 2]")]
    public IReadOnlyList<int>? DecoderLayers { get; init; }

    [Range(1, 6), MinLength(1), Description("Encoder depths to keep in sixths, instead of encoder-layers."), Example("[3, 6]")]
    public IReadOnlyList<int>? EncoderLevels { get; init; }

    [Range(1, 6), MinLength(1), Description("Decoder depths to keep in sixths, instead of decoder-layers; 6-6, the base, is left out of the grid."), Example("[1, 2, 3]")]
    public IReadOnlyList<int>? DecoderLevels { get; init; }
}
