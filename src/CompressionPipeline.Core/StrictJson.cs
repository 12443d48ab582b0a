using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompressionPipeline.Core;

/// <summary>
/// The one reader of JSON that a person, another program or the network hands in: UTF-8 with or without a byte order mark, no key
/// twice, no half characters, and limits on depth and size. Errors name file, line and key.
/// </summary>
public static class StrictJson
{
    /// <summary>Objects and lists inside each other at most.</summary>
    public const int MostDepth = 64;

    /// <summary>Bytes that a text may have where the caller sets no other limit: 512 MiB.</summary>
    public const long MostBytes = 512L << 20;

    /// <summary>The object in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fix">What to do where it cannot be used, one sentence.</param>
    /// <exception cref="InvalidFileException">It is missing, too large, not strict JSON, or not an object.</exception>
    public static JsonObject ReadObject(string path, string fix) =>
        ParseObject(InputFile.ReadAllBytes(path, MostBytes, fix), path, fix);

    /// <summary>A file's content as a type.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">How keys and values become members.</param>
    /// <param name="fix">What to do where it cannot be used, one sentence.</param>
    /// <param name="most">Bytes that the file may have.</param>
    /// <exception cref="InvalidFileException">It is missing, too large, not strict JSON, or of another shape.</exception>
    public static T Read<T>(string path, JsonSerializerOptions settings, string fix, long most = MostBytes) =>
        Parse<T>(InputFile.ReadAllBytes(path, most, fix), path, settings, fix);

    /// <summary>The object in a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="source">Where it comes from, for the error.</param>
    /// <param name="fix">What to do where it cannot be used, one sentence.</param>
    /// <param name="firstLine">Line of the source, from 1, in which the text begins.</param>
    /// <exception cref="InvalidFileException">It is not strict JSON, or not an object.</exception>
    public static JsonObject ParseObject(ReadOnlySpan<byte> utf8, string source, string fix, int firstLine = 1) =>
        JsonNode.Parse(StrictJsonScan.Check(utf8, source, fix, firstLine)) as JsonObject
        ?? throw new InvalidFileException(source, "it holds no JSON object", fix, firstLine);

    /// <summary>A text as a type.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="source">Where it comes from, for the error.</param>
    /// <param name="settings">How keys and values become members.</param>
    /// <param name="fix">What to do where it cannot be used, one sentence.</param>
    /// <param name="firstLine">Line of the source, from 1, in which the text begins.</param>
    /// <exception cref="InvalidFileException">It is not strict JSON, or of another shape.</exception>
    public static T Parse<T>(
        ReadOnlySpan<byte> utf8, string source, JsonSerializerOptions settings, string fix, int firstLine = 1)
    {
        // .NET's reader keeps null out of members that cannot be null, but not out of lists.
        var text = StrictJsonScan.Check(utf8, source, fix, firstLine, nullItems: false);
        try
        {
            return JsonSerializer.Deserialize<T>(text, settings)
                ?? throw new InvalidFileException(source, "it holds null", fix, firstLine);
        }
        catch (JsonException error)
        {
            var line = firstLine + (int)(error.LineNumber ?? 0);
            throw Misfit(error, JsonNode.Parse(text), settings.GetTypeInfo(typeof(T)), source, fix, _ => line);
        }
        // What a type's constructor refuses.
        catch (ArgumentException error)
        {
            throw new InvalidFileException(source, Sentence(error), fix);
        }
    }

    /// <summary>An object of a file as a type.</summary>
    /// <param name="json">The object, perhaps with changes.</param>
    /// <param name="source">The file, for the error; where it is something else, errors have no line.</param>
    /// <param name="settings">How keys and values become members.</param>
    /// <param name="fix">What to do where it cannot be used, one sentence.</param>
    /// <exception cref="InvalidFileException">It is of another shape.</exception>
    public static T To<T>(JsonObject json, string source, JsonSerializerOptions settings, string fix)
    {
        try
        {
            return json.Deserialize<T>(settings)!;
        }
        catch (JsonException error)
        {
            throw Misfit(error, json, settings.GetTypeInfo(typeof(T)), source, fix, key => LineOf(source, key));
        }
    }

    /// <summary>The line, from 1, in which a key of a JSON file stands; null where it is not found.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">Path of the key, as <c>a.b[2].c</c>.</param>
    public static int? LineOf(string path, string key) =>
        File.Exists(path) ? StrictJsonScan.LineOf(File.ReadAllBytes(path), key) : null;

    /// <summary>Whether a value is there and of a type, and if so, the value.</summary>
    /// <param name="node">The value; null where the key is absent, or is null.</param>
    /// <param name="value">The value as that type.</param>
    public static bool Is<T>(this JsonNode? node, [NotNullWhen(true)] out T? value)
    {
        value = default;
        return node is JsonValue given && given.TryGetValue(out value);
    }

    /// <summary>
    /// The text of a label: Python writes names that are numbers, or true and false, without quotes where they are values, and
    /// with them where they are keys. Null for what is no value.
    /// </summary>
    public static string? LabelOf(JsonNode? node) => node.Is<string>(out var text) ? text : (node as JsonValue)?.ToJsonString();

    private static InvalidFileException Misfit(
        JsonException error, JsonNode? json, System.Text.Json.Serialization.Metadata.JsonTypeInfo type, string source, string fix,
        Func<string, int?> line)
    {
        if (StrictJsonShape.MissingKey(json, type) is { } missing)
            return new(source, $"the key '{missing}' is missing", fix, line(missing), missing);
        var key = error.Path is { Length: > 2 } path ? path[2..] : null;
        return new(source, key is null ? "it holds something else" : $"the key '{key}' is unknown or its value does not fit",
            fix, line(key ?? ""), key);
    }

    // The sentence of the type itself, without what .NET adds to it.
    private static string Sentence(ArgumentException error)
    {
        var added = error.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (added < 0 ? error.Message : error.Message[..added]).TrimEnd('.');
    }
}
