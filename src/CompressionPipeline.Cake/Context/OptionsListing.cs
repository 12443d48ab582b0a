using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Cake.Context;

// The options as they came out of defaults, recipe, manifest entry and command line, one line per entry and step; what each
// variant has of its own; what is picked and waived.
internal static class OptionsListing
{
    /// <summary>The lines; what equals the stage's default is left out unless all are asked for.</summary>
    public static IEnumerable<string> Of(ModelEntry entry, IReadOnlyDictionary<string, IStage> stages, bool all)
    {
        foreach (var (name, options) in entry.StageOptions)
        {
            var defaults = all ? [] : OptionsJson.Write(Activator.CreateInstance(stages[entry.StageOf(name)].OptionsType)!);
            if (Differences(options, defaults) is { Length: > 0 } said)
                yield return $"{entry.Key} {name}: {said}";
        }
        foreach (var variant in entry.Variants)
        {
            foreach (var (name, options) in variant.Options)
            {
                if (Differences(options, entry.StageOptions[name]) is { Length: > 0 } said)
                    yield return $"{entry.Key}/{variant.Name} {name}: {said}";
            }
        }
        if (entry.Pick is { } pick)
            yield return $"{entry.Key} pick: {Words(pick)}";
        foreach (var waiver in entry.Waivers)
        {
            var rule = OptionsJson.NameOf(waiver.Rule);
            var variant = waiver.Variant ?? "every variant";
            var until = $"until {waiver.Expires:yyyy-MM-dd}: {waiver.Reason}";
            yield return $"{entry.Key} waiver: {waiver.Metric} {rule} of {variant} {until}";
        }
    }

    private static string Differences(JsonObject options, JsonObject others) => string.Join(", ", options
        .Where(option => !JsonNode.DeepEquals(option.Value, others[option.Key]))
        .Select(option => $"{option.Key} {Value(option.Value)}"));

    private static string Words(Pick pick)
    {
        var within = pick.Within.Select(drop => FormattableString.Invariant($"{drop.Key} {drop.Value}")).ToList();
        var batch = pick.Best == "latency" ? $" at batch size {pick.BatchSize}" : "";
        return $"best {pick.Best}{batch}{(within.Count > 0 ? $" within {string.Join(", ", within)}" : "")}";
    }

    private static string Value(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue text when text.TryGetValue<string>(out var words) => words,
        _ => OptionsJson.Canonical(value),
    };
}
