using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest.Binding;
using CompressionPipeline.Pipeline.Manifest.Yaml;

namespace CompressionPipeline.Pipeline.Manifest.Documents;

/// <summary>Baselines as they are written → files that exist.</summary>
internal sealed class BaselineReader(ManifestFolder folder, Errors errors)
{
    /// <summary>The unpruned model's name, which no baseline may take.</summary>
    public const string Unpruned = "base";

    public IReadOnlyList<NamedBaseline> Read(YamlMapping? node)
    {
        var baselines = new List<NamedBaseline>();
        foreach (var (key, value) in node?.Entries ?? [])
        {
            if (key.Text == Unpruned)
                errors.Add(key.Location, key.Path, $"'{Unpruned}' is the unpruned model of the same run; give this baseline another name");
            var result = (value as YamlMapping)?["result"];
            if (folder.File(result, "result") is not null)
                baselines.Add(new NamedBaseline(key.Text, folder.Absolute(Limits.Text(result)!), Digest: "") { Variant = Limits.Text((value as YamlMapping)?["variant"]) });
        }
        return baselines;
    }
}
