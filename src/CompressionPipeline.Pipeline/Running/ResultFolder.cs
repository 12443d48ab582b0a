using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Running;

// Puts what people look for where they look for it: everything that the verdict wrote, and the way to each artifact of a model.
// Each file is there whole or not at all, and the folder is never away: someone may have the report open. What an earlier run
// left is removed.
internal static class ResultFolder
{
    private const string Index = "artifacts.json";

    public static void Write(string folder, Artifact verdict, IEnumerable<KeyValuePair<string, Artifact>> artifacts)
    {
        var names = Names(verdict.Folder).Where(name => name != RunRecord.FileName).ToList();
        Directory.CreateDirectory(folder);
        Clean(folder, [.. names, Index]);
        foreach (var name in names)
        {
            var target = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using var source = File.OpenRead(verdict.File(name));
            AtomicFile.Write(target, source.CopyTo);
        }
        var index = new JsonObject(
            artifacts.Select(artifact => KeyValuePair.Create(artifact.Key, (JsonNode?)artifact.Value.Folder)));
        AtomicFile.WriteText(Path.Combine(folder, Index), index.ToJsonString(OptionsJson.Settings) + "\n");
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file));

    private static void Clean(string root, HashSet<string> kept)
    {
        foreach (var old in Names(root).Where(name => !kept.Contains(name)).ToList())
            File.Delete(Path.Combine(root, old));
        // The deepest first, so that a folder of empty folders goes too.
        foreach (var folder in Directory.GetDirectories(root, "*", SearchOption.AllDirectories)
            .OrderByDescending(folder => folder.Length))
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
        }
    }
}
