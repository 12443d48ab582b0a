using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;
using CompressionPipeline.Pipeline.Manifest.Shapes;

namespace CompressionPipeline.Pipeline.Planning;

// What an entry says outside of its sections, by the name under which options ask for it (FromPlanAttribute). Files come with
// their digests, so that keys hold content and no paths.
internal sealed class PlanFacts(
    ModelEntry entry,
    Func<JsonObject, Digest> sourceDigest,
    Func<string, Digest> fileDigest,
    Func<ModelInit, string> hubCommit,
    DateOnly today)
{
    public void FillIn(Type stageOptions, JsonObject options, bool beginsAnew)
    {
        foreach (var name in ShapeOf.FromPlan(stageOptions))
        {
            if (Find(name, options) is { } find && (name != "init" || beginsAnew))
                options[name] = find();
        }
    }

    private Func<JsonNode?>? Find(string name, JsonObject options) => name switch
    {
        "init" => () => Json(Pinned()),
        "source-digest" => () => sourceDigest(options).Hex,
        "tokenizer-path" => () => entry.TokenizerPath,
        "tokenizer-digest" => () => entry.TokenizerPath.Length == 0 ? null : fileDigest(entry.TokenizerPath).Hex,
        "tokenizer-init" => () => entry.TokenizerPath.Length == 0 ? Json(Pinned().ForTokenizer()) : null,
        "model" => () => entry.Key,
        "budgets" => () => Json(entry.Budgets),
        "pick" => () => Json(entry.Pick),
        // The plan decides whether a waiver has expired, so that the key of the gate changes with it.
        "waivers" => () => Json(entry.Waivers.Select(waiver => waiver.On(today))),
        "references" => () => Json(entry.References
            .Select(reference => reference with { Digest = fileDigest(reference.Path).Hex })),
        _ => null,
    };

    // A branch moves on; what a key holds stays.
    private ModelInit Pinned() => entry.Init switch
    {
        { Checkpoint: { } path } init => init with { CheckpointDigest = fileDigest(path).Hex },
        { Hub: not null } init => init with { Revision = hubCommit(init) },
        var init => init,
    };

    private static JsonNode? Json<T>(T value) => JsonSerializer.SerializeToNode(value, OptionsJson.Settings);
}
