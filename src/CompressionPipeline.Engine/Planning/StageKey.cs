using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Engine;

/// <summary>What an artifact key hashes: the stage, its version, options, seed and inputs, and where it measures time the machine.</summary>
internal static class StageKey
{
    public static JsonObject Material(
        IStage stage, JsonObject options, long seed, IReadOnlyDictionary<string, ArtifactKey> inputs, string? machine)
    {
        var material = new JsonObject
        {
            ["stage"] = stage.Name,
            ["version"] = stage.Version,
            ["options"] = Portable(options),
            ["seed"] = seed,
            ["inputs"] = new JsonObject(inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value.ToString()))),
        };
        if (machine is not null)
            material["machine"] = machine;
        return material;
    }

    public static ArtifactKey Of(JsonObject material) =>
        new(material["stage"]!.GetValue<string>(), Digest.OfText(OptionsJson.Canonical(material)));

    /// <summary>
    /// The options without what does not change the output: a <c>path</c> (or <c>x-path</c>) beside the <c>digest</c> (or
    /// <c>x-digest</c>) of what lies there, and the <c>location</c> in a file at which something was written.
    /// </summary>
    private static JsonNode? Portable(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(member => member.Key != "location" && !HasDigest(members, member.Key))
            .Select(member => KeyValuePair.Create(member.Key, Portable(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Portable)]),
        _ => node?.DeepClone(),
    };

    private static bool HasDigest(JsonObject members, string name) =>
        (name == "path" || name.EndsWith("-path", StringComparison.Ordinal)) && members[name[..^4] + "digest"] is not null;
}
