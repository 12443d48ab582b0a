using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace CompressionPipeline.Core;

/// <summary>Finds what a JSON value lacks of a type.</summary>
internal static class StrictJsonShape
{
    /// <summary>Path of the first key that the type requires and the value does not have; null where there is none.</summary>
    public static string? MissingKey(JsonNode? json, JsonTypeInfo type)
    {
        switch (json)
        {
            case JsonObject members when type.Kind == JsonTypeInfoKind.Object:
                if (type.Properties.FirstOrDefault(key => key.IsRequired && !members.ContainsKey(key.Name)) is { } missing)
                    return missing.Name;
                return type.Properties.Where(key => members.ContainsKey(key.Name))
                    .Select(key => Within(key.Name, members[key.Name], type, key.PropertyType)).FirstOrDefault(Found);
            case JsonObject members when type.Kind == JsonTypeInfoKind.Dictionary:
                return members.Select(member => Within(member.Key, member.Value, type, type.ElementType!))
                    .FirstOrDefault(Found);
            case JsonArray items when type.Kind == JsonTypeInfoKind.Enumerable:
                return items.Index().Select(item => Within($"[{item.Index}]", item.Item, type, type.ElementType!))
                    .FirstOrDefault(Found);
            default:
                return null;
        }
    }

    private static bool Found(string? key) => key is not null;

    private static string? Within(string place, JsonNode? json, JsonTypeInfo parent, Type type) =>
        json is JsonObject or JsonArray && MissingKey(json, parent.Options.GetTypeInfo(type)) is { } key
            ? $"{place}{(key.StartsWith('[') ? "" : ".")}{key}"
            : null;
}
