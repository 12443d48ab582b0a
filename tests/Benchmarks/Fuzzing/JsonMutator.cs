using System.Text.Json;
using System.Text.Json.Nodes;

namespace Benchmarks.Fuzzing;

/// <summary>
/// Changes values of a JSON text and leaves it JSON: other kinds, extreme numbers, values of other places, members less.
/// </summary>
internal sealed class JsonMutator(Random random)
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "2147483647", "9223372036854775807", "1e300", "-1e300", "1e-320", "0.5", "\"\"", "\"x\"",
        "\"NaN\"", "\"../x\"", "\"\\u0000\"", "[]", "[null]", "{}", "{\"x\": 1}", "[[]]",
    ];

    /// <summary>A changed text; null where it is no JSON with something in it.</summary>
    public byte[]? Change(byte[] text)
    {
        if (text.Length == 0 || text[0] is not ((byte)'{' or (byte)'['))
            return null;
        try
        {
            var root = JsonNode.Parse(text);
            for (var left = 1 << random.Next(3); left > 0; left--)
            {
                var places = Below(root!).ToList();
                if (places.Count == 0)
                    return null;
                Change(places[random.Next(places.Count)], places);
            }
            return JsonSerializer.SerializeToUtf8Bytes(root);
        }
        // No JSON, or a key twice.
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private void Change(JsonNode? node, List<JsonNode?> others)
    {
        var value = random.Next(3) == 0 ? others[random.Next(others.Count)]?.DeepClone() : JsonNode.Parse(
            Values[random.Next(Values.Length)]);
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                var key = members.ElementAt(random.Next(members.Count)).Key;
                if (random.Next(5) == 0)
                    members.Remove(key);
                else
                    members[key] = value;
                break;
            case JsonArray { Count: > 0 } items:
                var at = random.Next(items.Count);
                if (random.Next(5) == 0)
                    items.RemoveAt(at);
                else if (random.Next(5) == 0)
                    items.Insert(at, value);
                else
                    items[at] = value;
                break;
            default:
                node?.ReplaceWith(value);
                break;
        }
    }

    private static IEnumerable<JsonNode?> Below(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Value is null ? [] : Below(member.Value)).Prepend(node),
        JsonArray items => items.SelectMany(item => item is null ? [] : Below(item)).Prepend(node),
        _ => [node],
    };
}
