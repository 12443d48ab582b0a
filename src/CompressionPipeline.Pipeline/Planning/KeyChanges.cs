using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>Says in words what makes a planned stage's key differ from the one it last had.</summary>
internal static class KeyChanges
{
    public static IEnumerable<string> Between(HistoryLine last, PlannedStage stage)
    {
        var (old, now) = (last.Material, stage.KeyMaterial);
        foreach (var (role, key) in Leaves(now["inputs"]))
        {
            if (Leaves(old["inputs"]).GetValueOrDefault(role) is not { } before)
                yield return $"input {role} is new";
            else if (before != key)
                yield return $"input {stage.Inputs[role][(stage.Model.Length + 1)..]} changed";
        }
        foreach (var role in Leaves(old["inputs"]).Keys.Except(Leaves(now["inputs"]).Keys))
            yield return $"input {role} is gone";

        var (oldOptions, options) = (Leaves(old["options"]), Leaves(now["options"]));
        foreach (var name in oldOptions.Keys.Union(options.Keys).Order(StringComparer.Ordinal))
        {
            var (before, after) = (oldOptions.GetValueOrDefault(name, "none"), options.GetValueOrDefault(name, "none"));
            if (before != after)
                yield return $"option {name} changed {Shown(before)} → {Shown(after)}";
        }

        var named = new[]
        {
            ("seed", "seed"), ("version", "stage version"), ("libraries", "libraries"), ("machine", "machine"),
        };
        foreach (var (member, name) in named)
        {
            var (before, after) = (OptionsJson.Canonical(old[member]), OptionsJson.Canonical(now[member]));
            if (before != after)
                yield return $"{name} changed {before} → {after}";
        }
    }

    /// <summary>The values of a JSON tree by dotted name, each as canonical text; null is as good as absent.</summary>
    private static SortedDictionary<string, string> Leaves(JsonNode? node)
    {
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Collect("", node);
        return leaves;

        void Collect(string name, JsonNode? at)
        {
            if (at is JsonObject members)
            {
                foreach (var (member, value) in members)
                    Collect(name.Length == 0 ? member : $"{name}.{member}", value);
            }
            else if (at is JsonArray items && items.Any(item => item is JsonObject))
            {
                foreach (var (label, item) in Labelled(items))
                    Collect($"{name}[{label}]", item);
            }
            else if (at is not null)
            {
                leaves[name] = OptionsJson.Canonical(at);
            }
        }
    }

    // Items are named by their content (rouge2 max-drop), and by number where that is ambiguous.
    private static IEnumerable<(string Label, JsonNode? Item)> Labelled(JsonArray items) => items
        .Select(item => (Words: string.Join(' ', Words(item)), Item: item))
        .GroupBy(item => item.Words)
        .SelectMany(group => group.Select((item, i) => ($"{group.Key}{(i == 0 ? "" : $" {i + 1}")}", item.Item)));

    private static IEnumerable<string> Words(JsonNode? item) =>
        item is JsonObject members
            ? members.Select(member => member.Value).OfType<JsonValue>()
                .Where(value => value.GetValueKind() == JsonValueKind.String)
                .Select(value => value.GetValue<string>())
            : [];

    /// <summary>Digests and long lists are shortened to their beginning.</summary>
    private static string Shown(string value) => value.Length <= 40 ? value : value[..12].TrimStart('"') + "…";
}
