using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Budgets;

/// <summary>Baselines as they are written → files that exist.</summary>
internal sealed class BaselineReader(ManifestFolder folder, Errors errors)
{
    public IReadOnlyList<NamedBaseline> Read(YamlMapping? node)
    {
        var baselines = new List<NamedBaseline>();
        foreach (var (key, value) in node?.Entries ?? [])
        {
            if (key.Text == Roles.Baseline)
                errors.Add(key.Location, key.Path, $"'{Roles.Baseline}' is the unpruned model of the same run; give this baseline another name");
            var result = (value as YamlMapping)?["result"];
            if (folder.File(result, "result") is not null)
                baselines.Add(new NamedBaseline(key.Text, folder.Absolute(Limits.Text(result)!), Digest: "") { Variant = Limits.Text((value as YamlMapping)?["variant"]) });
        }
        return baselines;
    }
}
