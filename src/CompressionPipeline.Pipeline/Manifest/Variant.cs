using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>A model to make beside the baseline.</summary>
public sealed record Variant
{
    /// <summary>Name, unique in its entry; spelt as a model's key is.</summary>
    public required string Name { get; init; }

    /// <summary>By name, the options of each step and stage of which it says something, in full.</summary>
    public IReadOnlyDictionary<string, JsonObject> Options { get; init; } = new Dictionary<string, JsonObject>();

    /// <summary>
    /// Whether it is the baseline's checkpoint and differs in what follows the steps alone: no step runs for it.
    /// </summary>
    public bool HasBaselineCheckpoint { get; init; }

    /// <summary>Where it is written.</summary>
    public required SourceLocation Location { get; init; }
}
