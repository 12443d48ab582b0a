using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Cake.Context;

/// <summary>
/// The options that result from defaults, recipe, manifest entry and command line, a line per entry and stage; pick and waivers.
/// </summary>
internal static class OptionsListing
{
    /// <summary>The lines; what equals the stage's default is left out unless <paramref name="all"/>.</summary>
    public static IEnumerable<string> Of(ModelEntry entry, IReadOnlyDictionary<string, IStage> stages, bool all)
    {
        foreach (var (name, options) in entry.StageOptions)
        {
            var defaults = all ? [] : OptionsJson.Write(Activator.CreateInstance(stages[name].OptionsType)!);
            var listed = options.Where(option => !JsonNode.DeepEquals(option.Value, defaults[option.Key]))
                .Select(option => $"{option.Key} {Value(option.Value)}").ToList();
            if (listed.Count > 0)
                yield return $"{entry.Key} {name}: {string.Join(", ", listed)}";
        }
        if (entry.Pick is { } pick)
            yield return $"{entry.Key} pick: {Words(pick)}";
        foreach (var waiver in entry.Waivers)
        {
            var rule = JsonNamingPolicy.KebabCaseLower.ConvertName(waiver.Rule.ToString());
            yield return $"{entry.Key} waiver: {waiver.Metric} {rule} of {waiver.Variant ?? "every variant"} "
                + $"until {waiver.Expires:yyyy-MM-dd}: {waiver.Reason}";
        }
    }

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
