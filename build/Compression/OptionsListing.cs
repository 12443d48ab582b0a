using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Manifest;

namespace CompressionPipeline.Build.Compression;

/// <summary>The options as they came out of defaults, recipe, manifest entry and command line, one line per entry and stage.</summary>
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
    }

    private static string Value(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue text when text.TryGetValue<string>(out var words) => words,
        _ => OptionsJson.Canonical(value),
    };
}
