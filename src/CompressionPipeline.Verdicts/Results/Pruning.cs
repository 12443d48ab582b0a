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

    /// <summary>What decided: the option <c>method</c>.</summary>
    public string Method { get; init; } = "layers";

    /// <summary>
    /// Parameters that would have stayed with free widths; null where widths were neither rounded nor made equal.
    /// </summary>
    public long? ParametersOfFreeWidths { get; init; }

    /// <summary>How gates were trained; null where none were.</summary>
    public MaskTraining? MaskTraining { get; init; }
}

/// <summary>How gates were trained.</summary>
/// <param name="Sparsity">Share of the weights under gates that was to go, 0 to 1.</param>
/// <param name="Steps">Optimizer steps.</param>
/// <param name="Points">The way there, about a hundred points.</param>
public sealed record MaskTraining(double Sparsity, long Steps, IReadOnlyList<MaskTrainingPoint> Points);

/// <summary>A point of the curve of mask training.</summary>
/// <param name="Step">Optimizer steps made.</param>
/// <param name="Loss">Mean training loss over the last steps, multipliers and teacher included.</param>
/// <param name="Sparsity">Share of the weights under gates that was expected to go.</param>
/// <param name="Target">What it should have been.</param>
public sealed record MaskTrainingPoint(long Step, double Loss, double Sparsity, double Target);

/// <summary>One stack of layers.</summary>
/// <param name="Depth">Layers before.</param>
/// <param name="Kept">Indices of the layers that were kept, ascending from 0.</param>
public sealed record PrunedStack(int Depth, IReadOnlyList<int> Kept);
