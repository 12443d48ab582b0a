using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace CompressionPipeline.Stages.FineTune;

/// <summary>What a fine-tuning starts from where no stage before it made a model: exactly one of <see cref="Init"/> and <see cref="Path"/>.</summary>
public sealed record BaseModel
{
    /// <summary>Name of a T5 shape that starts from random weights, for example <c>docs-mini</c>. Default: none.</summary>
    [Description("Name of a T5 shape that starts from random weights.")]
    public string? Init { get; init; }

    /// <summary>Folder with a Hugging Face T5 checkpoint. Default: none.</summary>
    [Description("Folder with a Hugging Face T5 checkpoint.")]
    public string? Path { get; init; }

    /// <summary>SHA-256 of the folder at <see cref="Path"/>: what the artifact key sees of it. Filled in by the plan.</summary>
    [Description("SHA-256 of the folder at `path`; filled in by the plan.")]
    public string? Digest { get; init; }

    /// <summary>Seed of the random weights of <see cref="Init"/>. 0 to 2,147,483,647. Default: 42.</summary>
    [Range(0, int.MaxValue), Description("Seed of the random weights.")]
    public long Seed { get; init; } = 42;
}
