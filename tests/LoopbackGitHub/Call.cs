using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Loopback;

/// <summary>One call as it arrived.</summary>
internal sealed record Call(string Method, string[] Path, IQueryCollection Query, byte[] Body, string Base)
{
    /// <summary>The JSON that was sent, whatever its header calls it.</summary>
    public JsonObject Json => (JsonObject)JsonNode.Parse(Body)!;

    public bool IsJson
    {
        get
        {
            try
            {
                return JsonNode.Parse(Body) is JsonObject;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    public string? Text(string name) => (string?)Json[name];

    /// <summary>One page of a list, with the links to the others.</summary>
    public Answer Page(IEnumerable<JsonNode> all, Func<JsonArray, int, JsonNode>? wrap = null)
    {
        var list = all.ToList();
        var size = Number("per_page", 30, 100);
        var page = Number("page", 1, int.MaxValue);
        var last = Math.Max(1, (list.Count + size - 1) / size);
        var items = new JsonArray([.. list.Skip((page - 1) * size).Take(size).Select(item => item.DeepClone())]);
        var query = string.Concat(Query.Where(word => word.Key is not ("page" or "per_page"))
            .Select(word => $"&{word.Key}={Uri.EscapeDataString(word.Value!)}"));
        var address = $"{Base}/{string.Join('/', Path)}?per_page={size}{query}&page=";
        return new Answer(200, wrap is null ? items : wrap(items, list.Count))
        {
            Headers = page < last
                ? new() { ["Link"] = $"<{address}{page + 1}>; rel=\"next\", <{address}{last}>; rel=\"last\"" }
                : [],
        };
    }

    private int Number(string name, int otherwise, int most) =>
        int.TryParse(Query[name], out var number) ? Math.Clamp(number, 1, most) : otherwise;
}
