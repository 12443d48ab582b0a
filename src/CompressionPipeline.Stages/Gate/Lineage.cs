using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>What the stages behind some inputs took, as far as their records lie in the same store.</summary>
internal static class Lineage
{
    /// <summary>From the first stage to the last, each once; a stage whose record is elsewhere is left out.</summary>
    public static IReadOnlyList<StageTime> Times(StageContext context)
    {
        var times = new Dictionary<string, StageTime>();
        foreach (var (role, artifact) in context.Inputs)
        {
            var variant = role.Contains('.', StringComparison.Ordinal) ? role[..role.LastIndexOf('.')] + "/" : "";
            Collect(artifact.Folder, artifact.Key.ToString(), variant, times);
        }
        return [.. times.Values];
    }

    private static void Collect(string folder, string key, string variant, Dictionary<string, StageTime> times)
    {
        if (times.ContainsKey(key) || Record(folder) is not { } record)
            return;
        // Base comes first among the inputs, so that what variants share with it is found under its name.
        foreach (var (_, value) in record["inputs"] as JsonObject ?? [])
        {
            if (value?.GetValueKind() == JsonValueKind.String)
                Collect(Path.Combine(StoreOf(folder, key), value.GetValue<string>()), value.GetValue<string>(), variant, times);
        }
        var stage = (string?)record["step"] ?? key.Split('/')[0];
        if (record["duration-seconds"] is JsonValue seconds && seconds.GetValueKind() == JsonValueKind.Number)
            times[key] = new StageTime(stage == "data" ? stage : variant + stage, seconds.GetValue<double>());
    }

    // An artifact lies under its store's root in a folder that is its key.
    private static string StoreOf(string folder, string key) =>
        folder.Replace('\\', '/').EndsWith(key, StringComparison.Ordinal) ? folder[..^key.Length] : folder;

    private static JsonObject? Record(string folder)
    {
        var path = Path.Combine(folder, "run.json");
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
