using System.Text.Json.Nodes;

namespace CompressionPipeline.Pipeline.Planning;

/// <summary>That a planned stage had a key at a time: a line of <c>history.jsonl</c>.</summary>
/// <param name="Id">The planned stage's id.</param>
/// <param name="Time">When it ran or was first found to be up to date, UTC.</param>
/// <param name="Key">The key, as <c>stage/hex</c>.</param>
/// <param name="Material">What the key is the digest of, so that a later plan can say what changed.</param>
/// <param name="Inputs">The id of the planned stage behind each role.</param>
internal sealed record HistoryLine(
    string Id, DateTimeOffset Time, string Key, JsonObject Material, IReadOnlyDictionary<string, string> Inputs);
