using System.Globalization;
using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>Pull requests, listed by state, head and base, and sorted by when they were opened or last changed.</summary>
internal sealed class Pulls(LoopbackGitHub hub)
{
    // In the order of their last change, which the clock's seconds do not tell.
    private readonly List<JsonObject> all = [];

    public bool Has(int number) => Find(number) is not null;

    public void Open(int number, string head, string mergeBase, string? from, string into)
    {
        all.RemoveAll(pull => (int)pull["number"]! == number);
        all.Add(new JsonObject
        {
            ["id"] = hub.NextId(),
            ["number"] = number,
            ["title"] = "A change",
            ["state"] = "open",
            ["created_at"] = hub.Now,
            ["updated_at"] = hub.Now,
            ["closed_at"] = null,
            ["merged_at"] = null,
            ["head"] = new JsonObject { ["ref"] = "change", ["sha"] = head, ["repo"] = from is null
                ? null
                : new JsonObject { ["id"] = 1, ["full_name"] = from } },
            ["base"] = new JsonObject { ["ref"] = into, ["sha"] = mergeBase },
        });
    }

    public void Close(int number, bool merged)
    {
        var pull = Find(number) ?? throw new ArgumentException($"There is no pull request {number}.", nameof(number));
        all.Remove(pull);
        all.Add(pull);
        (pull["state"], pull["closed_at"], pull["updated_at"], pull["merged_at"]) = (
            "closed", hub.Now, hub.Now, merged ? hub.Now : null);
    }

    public Answer Take(Call call) => (call.Method, call.Path[4..]) switch
    {
        ("GET", []) => List(call),
        ("GET", [var number]) =>
            Find(int.Parse(number, CultureInfo.InvariantCulture)) is { } pull ? new(200, pull) : Answer.NotFound,
        _ => Answer.NotFound,
    };

    private JsonObject? Find(int number) => all.Find(pull => (int)pull["number"]! == number);

    private Answer List(Call call)
    {
        string? Asked(string name) => call.Query[name];
        var byChange = Asked("sort") == "updated";
        // GitHub's own defaults: open ones, and the newest first only where they are sorted by when they were opened.
        var state = Asked("state") ?? "open";
        var descending = (Asked("direction") ?? (byChange ? "asc" : "desc")) == "desc";
        var pulls = all.Where(pull => state == "all" || (string)pull["state"]! == state)
            .Where(pull => Asked("head") is not { } head || head == HeadOf(pull))
            .Where(pull => Asked("base") is not { } into || into == (string)pull["base"]!["ref"]!);
        var sorted = byChange ? pulls : pulls.OrderBy(pull => (int)pull["number"]!);
        return call.Page(descending ? sorted.Reverse() : sorted);
    }

    // GitHub takes the owner of a head and the branch, never the repository's name.
    private static string HeadOf(JsonObject pull) =>
        $"{((string?)pull["head"]!["repo"]?["full_name"])?.Split('/')[0]}:{pull["head"]!["ref"]}";
}
