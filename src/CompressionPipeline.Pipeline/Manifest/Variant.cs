using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>A pruned model to make.</summary>
public sealed record Variant
{
    /// <summary>Name, unique in its entry; spelt as a model's key is.</summary>
    public required string Name { get; init; }

    /// <summary>Encoder layers to keep.</summary>
    public LayerSelection Encoder { get; init; } = LayerSelection.All;

    /// <summary>Decoder layers to keep.</summary>
    public LayerSelection Decoder { get; init; } = LayerSelection.All;

    /// <summary>Where it is written.</summary>
    public required SourceLocation Location { get; init; }

    /// <summary>The members of the <c>prune</c> stage's options that say this variant; what stays whole is absent.</summary>
    public JsonObject ToOptions()
    {
        var options = new JsonObject();
        Encoder.AddTo(options, "encoder");
        Decoder.AddTo(options, "decoder");
        return options;
    }
}
