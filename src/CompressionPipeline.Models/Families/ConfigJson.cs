using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;

namespace CompressionPipeline.Models.Families;

/// <summary>What the <c>config.json</c> of every model of Hugging Face has in common.</summary>
internal static class ConfigJson
{
    /// <summary>Keys that mean another computation wherever they hold something, in every family.</summary>
    public static readonly IReadOnlyList<string> Unsupported = ["quantization_config", "auto_map", "pruned_heads"];

    /// <summary>How a config is written and read: snake_case, absent where null.</summary>
    public static JsonSerializerOptions Settings { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new FractionConverter() },
    };

    /// <summary>Every key that is a member of a config.</summary>
    public static IReadOnlyCollection<string> KeysOf<TConfig>() =>
        [.. Settings.GetTypeInfo(typeof(TConfig)).Properties.Where(key => key.Get is not null).Select(key => key.Name)];

    /// <summary>The object in a <c>config.json</c>.</summary>
    /// <exception cref="InvalidFileException">It is missing, or is no strict JSON.</exception>
    public static JsonObject Read(string path) => StrictJson.ReadObject(path, IsOfAdapter(path)
        ? "The folder has an adapter alone: in Python, merge it into its model (merge_and_unload) and save that."
        : "Name a folder with a Hugging Face checkpoint, or copy or download the file again.");

    /// <summary>A text; null for anything else.</summary>
    public static string? Text(JsonNode? node) => node.Is<string>(out var text) ? text : null;

    /// <summary>Takes away every key that holds null, which means the same as its absence.</summary>
    public static void RemoveNulls(JsonObject json)
    {
        foreach (var key in json.Where(member => member.Value is null).Select(member => member.Key).ToList())
            json.Remove(key);
    }

    /// <summary>A sentence for each key of which nothing here knows.</summary>
    public static IEnumerable<string> Remarks(string path, IEnumerable<string> unknown, IReadOnlyCollection<string> known) =>
        unknown.Select(key =>
            $"{path}: the key '{key}' is unknown here and not used; is '{NearestName.Of(key, known)[0]}' meant?");

    /// <summary>The errors of keys that may hold nothing but null or an empty object.</summary>
    public static IEnumerable<(string Key, string Problem)> Filled(JsonObject json, IEnumerable<string> keys) =>
        from key in keys
        where json[key] is not (null or JsonObject { Count: 0 })
        select (key, $"is {json[key]!.ToJsonString()}");

    /// <summary>The errors of sizes: at least what a model needs, at most what can be counted.</summary>
    public static IEnumerable<(string Key, string Problem)> Sizes(
        params IEnumerable<(string Key, int Value, int Least, int Most)> sizes) =>
        from size in sizes
        where size.Value < size.Least || size.Value > size.Most
        select (size.Key, $"is {size.Value}, which is not from {size.Least} to {size.Most}");

    /// <summary>Whether <c>architectures</c>, a list or a text, names one of those; what says nothing does.</summary>
    public static bool IsAmong(JsonNode? architectures, IReadOnlyCollection<string> known) => architectures switch
    {
        null or JsonArray { Count: 0 } => true,
        JsonArray names => names.Any(name => name.Is<string>(out var text) && known.Contains(text)),
        _ => architectures.Is<string>(out var text) && known.Contains(text),
    };

    /// <summary>Throws where there are errors, with the place of the first.</summary>
    /// <exception cref="InvalidFileException">There are errors.</exception>
    public static void Refuse(string path, IReadOnlyList<(string Key, string Problem)> errors, string fix)
    {
        if (errors.Count == 0)
            return;
        var problem = string.Join("; ", errors.Select(error => $"the key '{error.Key}' {error.Problem}"));
        throw new InvalidFileException(path, problem, fix, StrictJson.LineOf(path, errors[0].Key), errors[0].Key);
    }

    private static bool IsOfAdapter(string path) =>
        !File.Exists(path) && Path.GetDirectoryName(path) is { } folder && Directory.Exists(folder)
        && Directory.EnumerateFiles(folder).Any(file => WeightFiles.IsAdapter(Path.GetFileName(file)));
}
