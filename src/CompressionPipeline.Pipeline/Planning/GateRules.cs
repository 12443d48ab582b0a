using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>What a gate judges by: the options of its section, and what the entry says of budgets, pick, waivers and references.</summary>
public static class GateRules
{
    private const string Section = "gate";

    /// <summary>The options of an entry's gate, as <see cref="OptionsJson"/> writes them.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="today">The day, UTC: the gate has no clock, and a verdict must not outlive the waiver that it rests on.</param>
    /// <param name="digest">The digest of a file.</param>
    public static JsonObject Of(ModelEntry entry, DateOnly today, Func<string, Digest> digest)
    {
        var options = entry.StageOptions.TryGetValue(Section, out var section) ? section.DeepClone().AsObject() : [];
        options["model"] = entry.Key;
        options["budgets"] = Json(entry.Budgets);
        options["pick"] = Json(entry.Pick);
        options["waivers"] = Json(entry.Waivers.Select(waiver => waiver.On(today)));
        options["references"] = Json(entry.References.Select(reference => reference with { Digest = digest(reference.Path).Hex }));
        return options;
    }

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value, OptionsJson.Settings);
}
