using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary>References as they are written → files that exist.</summary>
internal sealed class ReferenceReader(ManifestFolder folder, Errors errors)
{
    public IReadOnlyList<NamedReference> Read(YamlMapping? node)
    {
        var references = new List<NamedReference>();
        foreach (var (key, value) in node?.Entries ?? [])
        {
            if (key.Text == Roles.Baseline)
                errors.Add(key.Location, key.Path,
                    $"'{key.Text}' is the unpruned model of the same run; give this reference another name");
            var (result, variant) = ((value as YamlMapping)?["result"], Limits.Text((value as YamlMapping)?["variant"]));
            if (folder.File(result, "result") is not null)
            {
                references.Add(
                    new NamedReference(key.Text, folder.Absolute(Limits.Text(result)!), Digest: "") { Variant = variant });
            }
        }
        return references;
    }
}
