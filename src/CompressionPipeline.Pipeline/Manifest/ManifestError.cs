using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest;

/// <summary>One thing wrong in a manifest, a recipe or an override.</summary>
/// <param name="Location">Where; line 0 for an override from the command line.</param>
/// <param name="Key">Dotted key, for example <c>models.dotnet-docs.budgets.rouge2</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record ManifestError(SourceLocation Location, string Key, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Key.Length == 0 ? $"{Location}: {Message}" : $"{Location}: {Key}: {Message}";
}
