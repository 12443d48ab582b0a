namespace CompressionPipeline.Core;

/// <summary>Names an artifact by what made it: the stage and the digest of everything that went in.</summary>
/// <param name="Stage">Name of the stage, for example <c>fine-tune</c>.</param>
/// <param name="Digest">SHA-256 of the stage's inputs, options, seed and version.</param>
public sealed record ArtifactKey(string Stage, Digest Digest)
{
    /// <summary>The key that <see cref="ToString"/> wrote; null for any other text.</summary>
    public static ArtifactKey? Parse(string text) =>
        text.Split('/') is [{ Length: > 0 } stage, var hex] && Core.Digest.Parse(hex) is { } digest ? new(stage, digest) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Stage}/{Digest.Hex}";
}

/// <summary>A whole, verified output folder of a stage. What is half-written never becomes one.</summary>
/// <param name="Key">What made it.</param>
/// <param name="Folder">Absolute path; read-only by convention.</param>
public sealed record Artifact(ArtifactKey Key, string Folder)
{
    /// <summary>The absolute path of a file of the artifact.</summary>
    public string File(string name) => Path.Combine(Folder, name);
}
