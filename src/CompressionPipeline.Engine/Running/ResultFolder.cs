using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Engine;

/// <summary>Puts what people look for where they look for it: the verdict, the report and the way to each artifact of a model.</summary>
internal static class ResultFolder
{
    public static void Write(string folder, Artifact gate, IEnumerable<KeyValuePair<string, Artifact>> artifacts)
    {
        Directory.CreateDirectory(folder);
        foreach (var name in new[] { "result.json", "report.md" })
        {
            using var source = File.OpenRead(gate.File(name));
            AtomicFile.Write(Path.Combine(folder, name), source.CopyTo);
        }
        var index = new JsonObject(artifacts.Select(artifact => KeyValuePair.Create(artifact.Key, (JsonNode?)artifact.Value.Folder)));
        AtomicFile.WriteText(Path.Combine(folder, "artifacts.json"), index.ToJsonString(OptionsJson.Settings) + "\n");
    }
}
