using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>Check runs and their annotations; each update adds its annotations to those that are there.</summary>
internal sealed class Checks(LoopbackGitHub hub)
{
    private const int MostAnnotations = 50;
    private static readonly string[] Plain = ["external_id", "details_url", "status", "conclusion"];
    private readonly SortedDictionary<long, JsonObject> runs = [];
    private readonly Dictionary<long, List<JsonObject>> annotations = [];

    public IReadOnlyList<JsonObject> All => [.. runs.Values];

    public void Clear()
    {
        runs.Clear();
        annotations.Clear();
    }

    public IReadOnlyList<JsonObject> AnnotationsOf(long id) => annotations[id];

    public Answer Take(Call call) => (call.Method, call.Path[3..]) switch
    {
        ("POST", ["check-runs"]) => Checked(call, () => Create(call)),
        ("GET", ["commits", var commit, "check-runs"]) =>
            call.Page(Of(commit, call), (items, count) => new JsonObject { ["total_count"] = count, ["check_runs"] = items }),
        (_, ["check-runs", var id, ..]) when !runs.ContainsKey(long.Parse(id)) => Answer.NotFound,
        ("PATCH", ["check-runs", var id]) => Checked(call, () => Update(runs[long.Parse(id)], call)),
        ("GET", ["check-runs", var id, "annotations"]) => call.Page(annotations[long.Parse(id)]),
        _ => Answer.NotFound,
    };

    private IEnumerable<JsonObject> Of(string commit, Call call)
    {
        var named = runs.Values.Where(run => (string)run["head_sha"]! == commit
            && (call.Query["check_name"].Count == 0 || (string)run["name"]! == call.Query["check_name"]));
        return call.Query["filter"] == "all" ? named : named.GroupBy(run => (string)run["name"]!).Select(group => group.Last());
    }

    private Answer Create(Call call)
    {
        return Update(Add(call.Text("head_sha"), call.Text("name")), call) with { Status = 201 };
    }

    private JsonObject Add(string? commit, string? name)
    {
        var id = hub.NextId();
        annotations[id] = [];
        return runs[id] = new JsonObject
        {
            ["id"] = id,
            ["head_sha"] = commit,
            ["name"] = name,
            ["html_url"] = $"{hub.Site}/runs/{id}",
            ["status"] = "queued",
            ["conclusion"] = null,
            ["started_at"] = hub.Now,
            ["output"] = new JsonObject(),
        };
    }

    private Answer Update(JsonObject run, Call call)
    {
        foreach (var member in Plain.Where(member => call.Json[member] is not null))
            run[member] = call.Text(member);
        if (call.Json["conclusion"] is not null)
            run["status"] = "completed";
        if (call.Json["output"] is JsonObject output)
        {
            annotations[(long)run["id"]!].AddRange(
                (output["annotations"] as JsonArray ?? []).Select(note => (JsonObject)note!.DeepClone()));
            run["output"] = new JsonObject { ["title"] = (string?)output["title"], ["summary"] = (string?)output["summary"] };
        }
        return new(200, run);
    }

    private static Answer Checked(Call call, Func<Answer> act)
    {
        var output = call.Json["output"] as JsonObject;
        var notes = output?["annotations"] as JsonArray ?? [];
        return call.Text("status") == "completed"
            && call.Text("conclusion") is null ? Answer.Invalid("CheckRun", "conclusion", "missing_field")
            : notes.Count > MostAnnotations ? Answer.Invalid("CheckRun", "annotations", "too many")
            : notes.Any(note => (int)note!["start_line"]! < 1 || ((string)note["path"]!).StartsWith('/')) ? Answer
                .Invalid("CheckRun", "annotations", "invalid")
            : ((string?)output?["summary"])?.Length > 65_535 ? Answer.Invalid("CheckRun", "summary", "too_long")
            : act();
    }
}
