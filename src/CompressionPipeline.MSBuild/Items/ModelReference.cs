using System.Text.RegularExpressions;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using Microsoft.Build.Framework;

namespace CompressionPipeline.MSBuild.Items;

/// <summary>One <c>CompressedModel</c> item, checked.</summary>
/// <param name="Name">Name of the model, as in the manifest.</param>
/// <param name="Version">Version of the release; empty for a model from the local store.</param>
/// <param name="Variant">Name of the variant; empty where the release or the store knows which.</param>
/// <param name="Sha256">Digest of the zip; null for a model from the local store.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed partial record ModelReference(string Name, string Version, string Variant, Digest? Sha256, string Source)
{
    /// <summary>The source that means the repository's own results.</summary>
    public const string Store = "store";

    public string Label => Version.Length > 0 ? $"{Name} {Version}" : Name;

    public static ModelReference Of(ITaskItem item, string? defaultSource)
    {
        string Metadata(string name) => item.GetMetadata(name).Trim();
        var (name, version, variant) = (item.ItemSpec, Metadata("Version"), Metadata("Variant"));
        var source = Metadata("Source") is { Length: > 0 } own ? own : defaultSource?.Trim() ?? "";
        if (!EntryName.IsValid(name) || (variant.Length > 0 && !EntryName.IsValid(variant)))
            throw new ModelError(Codes.Name,
                $"'{PlainPath.Printable(name)}'{(variant.Length > 0 ? $" or its variant '{PlainPath.Printable(variant)}'" : "")} "
                + $"is no name of a model: a name must be {EntryName.Meaning}.");
        if (source.Length == 0)
            throw new ModelError(
                Codes.Source,
                $"{name} has no source: set the property CompressedModelSource (or Source on the item) to a "
                + "repository on GitHub, a base address, a folder, or 'store'.");
        if (source == Store)
            return new(name, "", variant, null, source);
        if (!Plain().IsMatch(version.ToLowerInvariant()))
            throw new ModelError(Codes.Version,
                $"{name} has {(version.Length == 0 ? "no Version" : $"the Version '{PlainPath.Printable(version)}'")}: name the "
                + "version of the release, for example Version=\"1.0.0\".");
        var said = Metadata("Sha256");
        if (Digest.Parse(said.ToLowerInvariant()) is not { } digest)
            throw new ModelError(
                Codes.Sha256,
                $"{name} has {(said.Length == 0 ? "no Sha256" : $"a Sha256 of {said.Length} characters")}: copy "
                + "the 64 hexadecimal characters of the zip from the release's SHA256SUMS.");
        return new(name, version, variant, digest, source);
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._+-]*\z")]
    private static partial Regex Plain();
}
