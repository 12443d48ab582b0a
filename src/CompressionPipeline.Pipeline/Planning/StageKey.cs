using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Planning;

// What an artifact key hashes: the stage, its version and libraries, options, seed and inputs, and where it measures time the
// machine.
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
            ["inputs"] = new JsonObject(
                inputs.Select(input => KeyValuePair.Create(input.Key, (JsonNode?)input.Value.ToString()))),
        };
        if (stage.Libraries.Count > 0)
            material["libraries"] = string.Join(", ", stage.Libraries);
        if (machine is not null)
            material["machine"] = machine;
        return material;
    }

    public static ArtifactKey Of(JsonObject material) =>
        new(material["stage"]!.GetValue<string>(), Digest.OfText(OptionsJson.Canonical(material)));

    // The options without what does not change the output: the name of a file or folder beside its digest (path and digest,
    // x-path and x-digest, checkpoint and checkpoint-digest, paths and source-digest), and the location at which something was
    // written.
    private static JsonNode? Portable(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(member => member.Key != "location" && (DigestOf(member.Key) is not { } digest || members[digest] is null))
            .Select(member => KeyValuePair.Create(member.Key, Portable(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Portable)]),
        _ => node?.DeepClone(),
    };

    private static string? DigestOf(string name) => name switch
    {
        "paths" => "source-digest",
        "checkpoint" => "checkpoint-digest",
        "path" => "digest",
        _ when name.EndsWith("-path", StringComparison.Ordinal) => name[..^"path".Length] + "digest",
        _ => null,
    };
}
