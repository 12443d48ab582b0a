using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Manifest;

namespace CompressionPipeline.Cake.Compression;

/// <summary>The options as they came out of defaults, recipe, manifest entry and command line, one line per entry and stage; what is picked and waived.</summary>
internal static class OptionsListing
{
    /// <summary>The lines; what equals the stage's default is left out unless <paramref name="all"/>.</summary>
    public static IEnumerable<string> Of(ModelEntry entry, IReadOnlyDictionary<string, IStage> stages, bool all)
    {
        foreach (var (name, options) in entry.StageOptions)
        {
            var defaults = all ? [] : OptionsJson.Write(Activator.CreateInstance(stages[name].OptionsType)!);
            var told = options.Where(option => !JsonNode.DeepEquals(option.Value, defaults[option.Key])).Select(option => $"{option.Key} {Value(option.Value)}").ToList();
            if (told.Count > 0)
                yield return $"{entry.Key} {name}: {string.Join(", ", told)}";
        }
        if (entry.Pick is { } pick)
            yield return $"{entry.Key} pick: {Words(pick)}";
        foreach (var waiver in entry.Waivers)
            yield return $"{entry.Key} waiver: {waiver.Metric} {JsonNamingPolicy.KebabCaseLower.ConvertName(waiver.Rule.ToString())} of {waiver.Variant ?? "every variant"} until {waiver.Expires:yyyy-MM-dd}: {waiver.Reason}";
    }

    private static string Words(Pick pick)
    {
        var within = pick.Within.Select(drop => FormattableString.Invariant($"{drop.Key} {drop.Value}")).ToList();
        return $"best {pick.Best}{(pick.Best == "latency" ? $" at batch size {pick.BatchSize}" : "")}{(within.Count > 0 ? $" within {string.Join(", ", within)}" : "")}";
    }

    private static string Value(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue text when text.TryGetValue<string>(out var words) => words,
        _ => OptionsJson.Canonical(value),
    };
}
