using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>What a call is answered with.</summary>
internal sealed record Answer(int Status, JsonNode? Json = null)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public byte[]? Bytes { get; init; }

    public static Answer NotFound { get; } = new(404, new JsonObject { ["message"] = "Not Found" });

    public static Answer Message(int status, string message) => new(status, new JsonObject { ["message"] = message });

    public static Answer Invalid(string resource, string field, string code) => new(422, new JsonObject
    {
        ["message"] = "Validation Failed",
        ["errors"] = new JsonArray(new JsonObject { ["resource"] = resource, ["field"] = field, ["code"] = code }),
    });
}
