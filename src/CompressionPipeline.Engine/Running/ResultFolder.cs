using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Engine;

/// <summary>Puts what people look for where they look for it: the verdict, the report and the way to each artifact of a model.</summary>
internal static class ResultFolder
{
    public static void Write(string folder, Artifact gate, IEnumerable<KeyValuePair<string, Artifact>> artifacts)
    {
        Directory.CreateDirectory(folder);
        // A card of a variant that is no more must not stay behind.
        foreach (var left in Directory.EnumerateDirectories(folder))
            Directory.Delete(left, recursive: true);
        foreach (var path in Directory.EnumerateFiles(gate.Folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(gate.Folder, path);
            if (name == RunRecord.FileName)
                continue;
            var target = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = File.OpenRead(path);
            AtomicFile.Write(target, source.CopyTo);
        }
        var index = new JsonObject(artifacts.Select(artifact => KeyValuePair.Create(artifact.Key, (JsonNode?)artifact.Value.Folder)));
        AtomicFile.WriteText(Path.Combine(folder, "artifacts.json"), index.ToJsonString(OptionsJson.Settings) + "\n");
    }
}
