using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>A stage of a plan with everything that goes into it.</summary>
public sealed record PlannedStage
{
    /// <summary>
    /// <c>&lt;model&gt;/&lt;variant&gt;/&lt;name&gt;</c>, or <c>&lt;model&gt;/&lt;name&gt;</c> where it serves all variants.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Key of the manifest's entry.</summary>
    public required string Model { get; init; }

    /// <summary>The variant it makes or measures; null where it serves all.</summary>
    public required string? Variant { get; init; }

    /// <summary>The step's name in the recipe; the stage's, where it is no step.</summary>
    public required string Name { get; init; }

    /// <summary>The function to call.</summary>
    public required IStage Stage { get; init; }

    /// <summary>The resolved options with every default, paths and locations included.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>Seed of the stage's random choices.</summary>
    public required long Seed { get; init; }

    /// <summary>The id of the planned stage that makes the artifact of each role.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>Names the artifact it makes.</summary>
    public required ArtifactKey Key { get; init; }

    /// <summary>What <see cref="Key"/> is the digest of: stage, version, options, seed, inputs.</summary>
    public required JsonObject KeyMaterial { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} ({Key.Digest.Short}…)";
}
