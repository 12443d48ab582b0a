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
                errors.Add(key.Location, key.Path,
                    $"'{Roles.Baseline}' is the unpruned model of the same run; give this baseline another name");
            if (value is not YamlMapping baseline || folder.File(baseline["result"], "result") is null)
                continue;
            var path = folder.Absolute(Limits.Text(baseline["result"])!);
            baselines.Add(new NamedBaseline(key.Text, path, Digest: "") { Variant = Limits.Text(baseline["variant"]) });
        }
        return baselines;
    }
}
