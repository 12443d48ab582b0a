namespace CompressionPipeline.Core;

/// <summary>An earlier result that budgets may compare with.</summary>
/// <param name="Name">The name by which <see cref="Budget.Against"/> knows it.</param>
/// <param name="Path">Absolute path of its <c>result.json</c>. Not part of any key.</param>
/// <param name="Digest">SHA-256 of that file.</param>
public sealed record NamedReference(string Name, string Path, string Digest)
{
    /// <summary>The model in it: a variant's name or <c>baseline</c>; null takes the picked variant, or the only one.</summary>
    public string? Variant { get; init; }
}
