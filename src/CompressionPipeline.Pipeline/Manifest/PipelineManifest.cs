namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>A <c>models.yaml</c> that has been read, merged with its recipes, validated and frozen.</summary>
public sealed record PipelineManifest
{
    /// <summary>The path it was read from, as the caller gave it.</summary>
    public required string Path { get; init; }

    /// <summary>The entries, in the order in which they are written.</summary>
    public required IReadOnlyList<ModelEntry> Models { get; init; }
}
