using System.Text.Json.Nodes;

namespace Loopback;

/// <summary>Jobs of workflow runs, each of one attempt.</summary>
internal sealed class Jobs(LoopbackGitHub hub)
{
    private readonly List<(long Run, int Attempt, JsonObject Json)> all = [];

    public void Show(long run, int attempt, string name, string state)
    {
        var ended = state is not ("queued" or "in_progress" or "waiting" or "pending" or "requested");
        var job = all.Find(job => (job.Run, job.Attempt, (string?)job.Json["name"]) == (run, attempt, name)).Json
            ?? Add(run, attempt, name);
        job["status"] = ended ? "completed" : state;
        job["conclusion"] = ended ? state : null;
    }

    public Answer Take(Call call) => (call.Method, call.Path[4..]) switch
    {
        ("GET", ["runs", var run, "attempts", var attempt, "jobs"]) => call.Page(
            all.Where(job => (job.Run, job.Attempt) == (long.Parse(run), int.Parse(attempt))).Select(job => job.Json),
            (items, count) => new JsonObject { ["total_count"] = count, ["jobs"] = items }),
        _ => Answer.NotFound,
    };

    private JsonObject Add(long run, int attempt, string name)
    {
        var job = new JsonObject
        {
            ["id"] = hub.NextId(),
            ["run_id"] = run,
            ["run_attempt"] = attempt,
            ["name"] = name,
            ["started_at"] = hub.Now,
            ["completed_at"] = null,
            ["runner_id"] = null,
            ["steps"] = new JsonArray(),
        };
        all.Add((run, attempt, job));
        return job;
    }
}
