using System.Text.Json.Serialization;
using CompressionPipeline.Verdicts.Metrics;

namespace CompressionPipeline.Verdicts.Results;

/// <summary><c>pruning.json</c>: what was removed and what that came to.</summary>
/// <param name="Encoder">The encoder's layers.</param>
/// <param name="Decoder">The decoder's layers.</param>
/// <param name="Parameters">Parameters, shared ones counted once.</param>
/// <param name="Bytes">Bytes of <c>model.safetensors</c>.</param>
public sealed record Pruning(PrunedStack Encoder, PrunedStack Decoder, SizeChange Parameters, SizeChange Bytes)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "pruning.json";

    /// <summary>Raised whenever a member changes its name or meaning.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>One stack of layers.</summary>
/// <param name="Depth">Layers before.</param>
/// <param name="Kept">Indices of the layers that were kept, ascending from 0.</param>
public sealed record PrunedStack(int Depth, IReadOnlyList<int> Kept);
