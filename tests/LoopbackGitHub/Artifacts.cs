using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>
/// Artifacts of workflow runs: listed newest first; a zip is sent on to a store, with another address for each.
/// </summary>
internal sealed class Artifacts(LoopbackGitHub hub)
{
    private const long OwnId = 1;
    private const long ForkId = 2;
    private readonly SortedDictionary<long, (JsonObject Json, byte[] Zip)> all = [];

    public void Add(long run, string name, byte[] zip, string? from, string? commit, bool expired, long? bytes)
    {
        var id = hub.NextId();
        all[id] = (new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["size_in_bytes"] = bytes ?? zip.Length,
            ["url"] = $"{hub.Repository}/actions/artifacts/{id}",
            ["archive_download_url"] = $"{hub.Repository}/actions/artifacts/{id}/zip",
            ["expired"] = expired,
            ["created_at"] = hub.Now,
            ["workflow_run"] = new JsonObject
            {
                ["id"] = run,
                ["repository_id"] = OwnId,
                ["head_repository_id"] = from switch
                {
                    null => null,
                    LoopbackGitHub.FullName => OwnId,
                    _ => ForkId,
                },
                ["head_sha"] = commit,
            },
        }, zip);
    }

    public Answer Take(Call call, string accept) => (call.Method, call.Path[4..]) switch
    {
        ("GET", ["artifacts"]) => List(call, all.Values.Select(artifact => artifact.Json)),
        ("GET", ["runs", var run, "artifacts"]) => List(call, all.Values.Select(artifact => artifact.Json)
            .Where(json => (long)json["workflow_run"]!["id"]! == long.Parse(run))),
        ("GET", ["artifacts", var id, "zip"]) =>
            all.TryGetValue(long.Parse(id), out var artifact) ? Zip(artifact.Json, accept) : Answer.NotFound,
        _ => Answer.NotFound,
    };

    /// <summary>The store that zips are really in. Who shows it the API's token is refused.</summary>
    public Answer Stored(long id, bool authorized) => authorized
        ? Answer.Message(400, "Only one auth mechanism allowed")
        : new(200) { Bytes = all[id].Zip };

    private Answer Zip(JsonObject artifact, string accept) => accept switch
    {
        "application/vnd.github+json" or "*/*" or "" => (bool)artifact["expired"]!
            ? Answer.Message(410, "Artifact has expired")
            : new(302) { Headers = { ["Location"] = $"{hub.ArtifactStore}/{artifact["id"]}" } },
        _ => Answer.Message(415, "Unsupported 'Accept' header. Must accept 'application/json'."),
    };

    private static Answer List(Call call, IEnumerable<JsonObject> artifacts) => call.Page(
        artifacts.Where(json => call.Query["name"].Count == 0 || (string)json["name"]! == call.Query["name"]).Reverse(),
        (items, count) => new JsonObject { ["total_count"] = count, ["artifacts"] = items });
}
