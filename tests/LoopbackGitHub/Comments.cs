using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>Issue comments: those of pull requests.</summary>
internal sealed class Comments(LoopbackGitHub hub, Pulls pulls)
{
    private const int LongestBody = 65_536;
    private readonly SortedDictionary<long, JsonObject> all = [];

    public IReadOnlyList<JsonObject> All => [.. all.Values];

    public JsonObject Add(int issue, string login, string body)
    {
        var id = hub.NextId();
        return all[id] = new JsonObject
        {
            ["id"] = id,
            ["node_id"] = $"IC_{id}",
            ["url"] = $"{hub.Repository}/issues/comments/{id}",
            ["html_url"] = $"{hub.Site}/pull/{issue}#issuecomment-{id}",
            ["issue_url"] = $"{hub.Repository}/issues/{issue}",
            ["body"] = body,
            ["created_at"] = hub.Now,
            ["updated_at"] = hub.Now,
            ["author_association"] = "NONE",
            ["user"] = LoopbackGitHub.User(login),
        };
    }

    public void Clear() => all.Clear();

    public bool Remove(long id) => all.Remove(id);

    public Answer Take(Call call) => (call.Method, call.Path[3..]) switch
    {
        ("GET", ["issues", var issue, "comments"]) => call.Page(
            all.Values.Where(comment => ((string)comment["issue_url"]!).EndsWith($"/issues/{issue}", StringComparison.Ordinal))),
        ("POST", ["issues", var issue, "comments"]) => pulls.Has(int.Parse(issue))
            ? Checked(call, () => new(201, Add(int.Parse(issue), hub.Login, call.Text("body")!)))
            : Answer.NotFound,
        (_, ["issues", "comments", var id]) when !all.ContainsKey(long.Parse(id)) => Answer.NotFound,
        ("GET", ["issues", "comments", var id]) => new(200, all[long.Parse(id)]),
        ("PATCH", ["issues", "comments", var id]) => Checked(call, () => Edit(all[long.Parse(id)], call.Text("body")!)),
        ("DELETE", ["issues", "comments", var id]) => new(Remove(long.Parse(id)) ? 204 : 404),
        _ => Answer.NotFound,
    };

    private Answer Edit(JsonObject comment, string body)
    {
        comment["body"] = body;
        comment["updated_at"] = hub.Now;
        return new(200, comment);
    }

    private static Answer Checked(Call call, Func<Answer> act) => call.Text("body") switch
    {
        null or "" => Answer.Invalid("IssueComment", "body", "missing_field"),
        { Length: > LongestBody } => Answer.Invalid("IssueComment", "body", "is too long (maximum is 65536 characters)"),
        _ => act(),
    };
}
