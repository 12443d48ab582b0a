using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>A variant as it is written: a level, or layers per stack; a stack of which nothing is said stays whole.</summary>
internal sealed record VariantDocument
{
    [RegularExpression("[1-6]-[1-6]", ErrorMessage = "encoder and decoder depth in sixths, for example 6-2")]
    [Description("Encoder and decoder depth to keep in sixths, as Campos and Zhai write it: 6-2 keeps the encoder and a third of the decoder.")]
    [Example("\"6-2\"")]
    public string? Level { get; init; }

    [Choice(typeof(int), typeof(IReadOnlyList<int>)), Range(0, 1000), MinLength(1)]
    [Description("Encoder layers to keep: how many (the keep tables say which), or a list of indices from 0."), Example("6"), Example("[0, 3, 5]")]
    public JsonNode? EncoderLayers { get; init; }

    [Choice(typeof(int), typeof(IReadOnlyList<int>)), Range(0, 1000), MinLength(1)]
    [Description("Decoder layers to keep: how many (the keep tables say which), or a list of indices from 0."), Example("2"), Example("[0, 5]")]
    public JsonNode? DecoderLayers { get; init; }
}
