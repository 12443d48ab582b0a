namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>What the first fine-tuning starts from: exactly one of <see cref="Init"/> and <see cref="Path"/> is set.</summary>
public sealed record BaseModel
{
    /// <summary>Name of a T5 shape that starts from random weights.</summary>
    public string? Init { get; init; }

    /// <summary>Seed of the random weights of <see cref="Init"/>. At least 0. Default: 42.</summary>
    public long Seed { get; init; } = 42;

    /// <summary>Absolute path of a folder with a Hugging Face T5 checkpoint; it exists.</summary>
    public string? Path { get; init; }
}
