using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>Releases and their assets. A draft is in the list and never found by its tag; a tag is published once.</summary>
internal sealed class Releases(LoopbackGitHub hub)
{
    private readonly SortedDictionary<long, JsonObject> all = [];
    private readonly SortedDictionary<int, (long Release, JsonObject Json, byte[] Bytes)> assets = [];

    public IReadOnlyList<JsonObject> All => [.. all.Values.Select(WithAssets)];

    public void Clear()
    {
        all.Clear();
        assets.Clear();
    }

    public bool Has(int asset) => assets.ContainsKey(asset);

    public byte[] BytesOf(int asset) => assets[asset].Bytes;

    public JsonObject Add(string tag, string body, bool draft)
    {
        var id = hub.NextId();
        return all[id] = new JsonObject
        {
            ["id"] = id,
            ["url"] = $"{hub.Repository}/releases/{id}",
            ["html_url"] = $"{hub.Site}/releases/tag/{tag}",
            ["assets_url"] = $"{hub.Repository}/releases/{id}/assets",
            ["upload_url"] = $"{hub.Uploads}/releases/{id}/assets{{?name,label}}",
            ["tag_name"] = tag,
            ["target_commitish"] = "main",
            ["name"] = tag,
            ["body"] = body,
            ["draft"] = draft,
            ["prerelease"] = false,
            ["created_at"] = hub.Now,
            ["published_at"] = draft ? null : hub.Now,
        };
    }

    public JsonObject AddAsset(long release, string name, byte[] bytes, string state)
    {
        var id = (int)hub.NextId();
        var json = new JsonObject
        {
            ["id"] = id,
            ["url"] = $"{hub.Repository}/releases/assets/{id}",
            ["browser_download_url"] = $"{hub.Site}/releases/download/{all[release]["tag_name"]}/{name}",
            ["name"] = name,
            ["label"] = "",
            ["state"] = state,
            ["content_type"] = "application/octet-stream",
            ["size"] = bytes.Length,
            ["digest"] = hub.TellsDigests ? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)) : null,
            ["created_at"] = hub.Now,
            ["updated_at"] = hub.Now,
        };
        assets[id] = (release, json, bytes);
        return json;
    }

    public Answer Take(Call call, string accept) => (call.Method, call.Path[3..]) switch
    {
        ("GET", ["releases"]) => call.Page(all.Values.Reverse().Select(WithAssets)),
        ("POST", ["releases"]) => Create(call),
        ("GET", ["releases", "tags", var tag]) =>
            all.Values.FirstOrDefault(release => (string)release["tag_name"]! == tag && !(bool)release["draft"]!) is { } found
            ? new(200, WithAssets(found)) : Answer.NotFound,
        (_, ["releases", "assets", var id]) =>
            assets.ContainsKey(int.Parse(id)) ? Asset(call, int.Parse(id), accept) : Answer.NotFound,
        (_, ["releases", var id, ..]) when !all.ContainsKey(long.Parse(id)) => Answer.NotFound,
        ("GET", ["releases", var id]) => new(200, WithAssets(all[long.Parse(id)])),
        ("PATCH", ["releases", var id]) => Edit(all[long.Parse(id)], call),
        ("DELETE", ["releases", var id]) => new(all.Remove(long.Parse(id)) ? 204 : 404),
        ("GET", ["releases", var id, "assets"]) => call.Page(Of(long.Parse(id))),
        ("POST", ["releases", var id, "assets"]) => Upload(long.Parse(id), call),
        _ => Answer.NotFound,
    };

    /// <summary>An asset of a published release, by the names that its page has; 0 where there is none.</summary>
    public int Find(string tag, string name) => assets
        .FirstOrDefault(asset => (string)asset.Value.Json["name"]! == name && all.TryGetValue(
            asset.Value.Release, out var release) && (string)release["tag_name"]! == tag && !(bool)release["draft"]!).Key;

    private Answer Create(Call call)
    {
        if (all.Values.Any(release => (string)release["tag_name"]! == call.Text("tag_name") && !(bool)release["draft"]!))
            return Answer.Invalid("Release", "tag_name", "already_exists");
        var release = Add(call.Text("tag_name")!, "", draft: true);
        return Edit(release, call) with { Status = 201 };
    }

    private Answer Edit(JsonObject release, Call call)
    {
        foreach (var (name, value) in call.Json)
            release[name] = value?.DeepClone();
        if (!(bool)release["draft"]! && release["published_at"] is null)
            release["published_at"] = hub.Now;
        return new(200, WithAssets(release));
    }

    private Answer Upload(long release, Call call)
    {
        var name = (string?)call.Query["name"];
        if (string.IsNullOrEmpty(name) || call.Body.Length == 0)
            return Answer.Invalid("ReleaseAsset", "size", "invalid");
        return Of(release).Any(asset => (string)asset["name"]! == name)
            ? Answer.Invalid("ReleaseAsset", "name", "already_exists")
            : new(201, AddAsset(release, name, call.Body, "uploaded"));
    }

    private Answer Asset(Call call, int id, string accept)
    {
        if (call.Method == "DELETE")
            return new(assets.Remove(id) ? 204 : 404);
        return accept == "application/octet-stream"
            ? Downloads.Elsewhere(hub, id)
            : new(200, assets[id].Json) { Bytes = hub.AssetRecord };
    }

    private IEnumerable<JsonObject> Of(long release) =>
        assets.Values.Where(asset => asset.Release == release).Select(asset => asset.Json);

    private JsonObject WithAssets(JsonObject release)
    {
        var whole = (JsonObject)release.DeepClone();
        whole["assets"] = new JsonArray([.. Of((long)release["id"]!).Select(asset => asset.DeepClone())]);
        return whole;
    }
}
