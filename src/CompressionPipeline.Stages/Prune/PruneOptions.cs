using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace CompressionPipeline.Stages.Prune;

/// <summary>Options of <c>prune</c>: what each stack keeps, as a count, in sixths or as indices. A stack for which nothing is said stays whole.</summary>
/// <remarks>The plan fills them in from the manifest's variants, which are the one place to say them.</remarks>
public sealed record PruneOptions
{
    /// <summary>Encoder layers to keep, chosen by the keep tables of Campos and Zhai. 1 to 1,000. Default: all.</summary>
    [Browsable(false), Range(1, 1000), Description("Encoder layers to keep, chosen by the keep tables of Campos and Zhai; all where absent.")]
    public int? EncoderLayers { get; init; }

    /// <summary>Decoder layers to keep, chosen by the keep tables of Campos and Zhai. 1 to 1,000. Default: all.</summary>
    [Browsable(false), Range(1, 1000), Description("Decoder layers to keep, chosen by the keep tables of Campos and Zhai; all where absent.")]
    public int? DecoderLayers { get; init; }

    /// <summary>Encoder depth to keep in sixths, instead of <see cref="EncoderLayers"/>. 1 to 6. Default: all.</summary>
    [Browsable(false), Range(1, 6), Description("Encoder depth to keep in sixths, instead of `encoder-layers`.")]
    public int? EncoderSixths { get; init; }

    /// <summary>Encoder layers to keep by index, ascending from 0, instead of <see cref="EncoderLayers"/>. Default: none.</summary>
    [Browsable(false), Description("Encoder layers to keep by index, ascending from 0, instead of `encoder-layers`.")]
    public IReadOnlyList<int>? EncoderIndices { get; init; }

    /// <summary>Decoder depth to keep in sixths, instead of <see cref="DecoderLayers"/>. 1 to 6. Default: all.</summary>
    [Browsable(false), Range(1, 6), Description("Decoder depth to keep in sixths, instead of `decoder-layers`.")]
    public int? DecoderSixths { get; init; }

    /// <summary>Decoder layers to keep by index, ascending from 0, instead of <see cref="DecoderLayers"/>. Default: none.</summary>
    [Browsable(false), Description("Decoder layers to keep by index, ascending from 0, instead of `decoder-layers`.")]
    public IReadOnlyList<int>? DecoderIndices { get; init; }
}
