using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CompressionPipeline.Core;

/// <summary>Options records as kebab-case JSON: the same keys as in YAML, in schemas, in run.json and in artifact keys.</summary>
public static class OptionsJson
{
    /// <summary>Kebab-case names and enums; unknown members are refused.</summary>
    public static JsonSerializerOptions Settings { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        WriteIndented = true,
    };

    /// <summary>The same for files of this program's own: on one line; missing members and nulls are refused as well.</summary>
    public static JsonSerializerOptions Strict { get; } = new(Settings)
    {
        WriteIndented = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The name of an enum's value, as it stands in JSON and in YAML.</summary>
    public static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The options record behind a JSON object; absent members keep the record's defaults.</summary>
    public static TOptions Read<TOptions>(JsonObject json)
        where TOptions : class, new() => json.Deserialize<TOptions>(Settings) ?? new TOptions();

    /// <summary>Every member of an options record, defaults included.</summary>
    public static JsonObject Write(object options) =>
        (JsonObject)JsonSerializer.SerializeToNode(options, options.GetType(), Settings)!;

    /// <summary>Those of some members of an options record that do not have the record's defaults.</summary>
    /// <param name="options">The record.</param>
    /// <param name="members">Names of properties.</param>
    public static IEnumerable<string> Said<TOptions>(TOptions options, IEnumerable<string> members)
        where TOptions : class, new()
    {
        var (said, defaults) = (Write(options), Write(new TOptions()));
        return members.Where(member =>
        {
            var key = JsonNamingPolicy.KebabCaseLower.ConvertName(member);
            return !JsonNode.DeepEquals(said[key], defaults[key]);
        });
    }

    /// <summary>One text per value: members in ordinal order, no white space. What artifact keys hash.</summary>
    public static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => "{" + string.Join(",", members.OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => JsonSerializer.Serialize(m.Key) + ":" + Canonical(m.Value))) + "}",
        JsonArray items => "[" + string.Join(",", items.Select(Canonical)) + "]",
        _ => node.ToJsonString(),
    };
}
