using System.Text.Json.Nodes;

namespace CompressionPipeline.Core;

/// <summary>Everything that a stage gets. Stages exchange files, not objects in memory.</summary>
public sealed record StageContext
{
    /// <summary>The resolved options, as <see cref="OptionsJson"/> writes them.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>Input artifacts by role (<see cref="Roles"/>).</summary>
    public required IReadOnlyDictionary<string, Artifact> Inputs { get; init; }

    /// <summary>Seed of every random choice in the stage.</summary>
    public required long Seed { get; init; }

    /// <summary>Empty folder that becomes the artifact when the stage returns; absolute path.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Folder that survives a killed run of the same key, for checkpoints; removed on success.</summary>
    public required string ScratchFolder { get; init; }

    /// <summary>
    /// Existing cache folder for all stages, with files named by a digest of their inputs; null where nothing is cached.
    /// </summary>
    public string? CacheFolder { get; init; }

    /// <summary>Where progress and remarks go.</summary>
    public required IProgressSink Progress { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The record of an artifact, for example of an input's input; null where the store does not have it.</summary>
    public Func<ArtifactKey, RunRecord?> Records { get; init; } = _ => null;

    /// <summary>Set when the user asks to stop.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The input artifact in a role.</summary>
    /// <exception cref="PipelineException">The plan gave no artifact for this role.</exception>
    public Artifact Input(string role) => Inputs.TryGetValue(role, out var artifact)
        ? artifact
        : throw new PipelineException(
            $"The plan gave no '{role}' artifact to this stage; it gave {string.Join(", ", Inputs.Keys)}.");

    /// <summary>The absolute path of a file to write.</summary>
    public string Output(string name) => Path.Combine(OutputFolder, name);
}
