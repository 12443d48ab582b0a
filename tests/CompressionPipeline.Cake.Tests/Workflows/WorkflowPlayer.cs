using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompressionPipeline.Cake.Vocabulary;
using Loopback;
using TestKit;

namespace CompressionPipeline.Cake.Tests.Workflows;

/// <summary>
/// Plays workflow files job after job, each on a machine that has nothing but the checkout: conditions and expressions are
/// GitHub's own evaluator's,
/// <c>run:</c> lines are the host's targets in the environment that the file gives them, and artifacts are folders.
/// </summary>
internal sealed partial class WorkflowPlayer(ActionsFixture job, WorkflowTools tools)
{
    private readonly Dictionary<string, string> env = [];
    private JsonObject github = [];
    private int run;

    /// <summary>Every step that ran a target: the job as GitHub shows it, the command, and whether it had the token.</summary>
    public List<(string Job, string Command, bool HasToken)> Ran { get; } = [];

    /// <summary>Labels of every machine that was asked for.</summary>
    public List<string> Machines { get; } = [];

    /// <summary>Jobs that are lost before they begin, by their name.</summary>
    public Func<string, bool> IsLost { get; set; } = _ => false;

    /// <summary>Plays a workflow.</summary>
    /// <returns>How each of its jobs ended: <c>success</c>, <c>failure</c> or <c>skipped</c>.</returns>
    public Dictionary<string, string> Play(string file, string eventName, int number, JsonObject happened)
    {
        run = number;
        github = new() { ["event"] = happened, ["event_name"] = eventName, ["token"] = LoopbackGitHub.Token, ["sha"] = job.Head,
            ["repository"] = LoopbackGitHub.FullName };
        return Jobs(file, [], "");
    }

    private Dictionary<string, string> Jobs(string file, JsonObject inputs, string before)
    {
        var (needs, ended) = (new JsonObject(), new Dictionary<string, string>());
        foreach (var id in Evaluate(file, null, []).AsArray().Select(id => (string)id!))
        {
            var contexts = new JsonObject { ["inputs"] = inputs.DeepClone(), ["needs"] = needs.DeepClone() };
            var told = Evaluate(file, id, contexts);
            var outputs = new JsonObject();
            ended[id] = !(bool)told["if"]! ? "skipped"
                : told["uses"] is { } reusable ? Worst(
                    Jobs(Path.GetFileName((string)reusable!), told["with"]?.AsObject() ?? [], $"{before}{id} / ").Values)
                : Worst(Copies(told).Select(matrix => Job(file, id, before, contexts, matrix, outputs)).ToList());
            needs[id] = new JsonObject { ["result"] = ended[id], ["outputs"] = outputs };
        }
        return ended;
    }

    private static List<JsonObject> Copies(JsonNode told) => told["strategy"]?["matrix"] is { } matrix
        ? [.. JsonNode.Parse(matrix.ToJsonString())!["include"]!.AsArray().Select(one => one!.AsObject())]
        : [[]];

    private static string Worst(ICollection<string> results) =>
        results.Contains("failure") ? "failure" : results.Contains("success") ? "success" : "skipped";

    private string Job(string file, string id, string before, JsonObject around, JsonObject matrix, JsonObject outputs)
    {
        var contexts = around.DeepClone().AsObject();
        (contexts["matrix"], contexts["steps"]) = (matrix.DeepClone(), new JsonObject());
        var told = Evaluate(file, id, contexts);
        var name = before + ((string?)told["name"] ?? id);
        Machines.AddRange(
            told["runs-on"] is JsonArray labels ? labels.Select(label => (string)label!) : [(string)told["runs-on"]!]);
        var status = IsLost(name) ? "failure" : "success";
        Clean();
        var count = status == "success" ? told["steps"]!.AsArray().Count : 0;
        for (var index = 0; index < count; index++)
        {
            var step = told["steps"]![index]!;
            var went = !(bool)step["if"]! || Step(name, told["env"], step);
            if (went && step["id"] is null)
                continue;
            status = went ? status : "failure";
            if ((string?)step["id"] is { } known)
                contexts["steps"]![known] = new JsonObject { ["outputs"] = Outputs() };
            told = Evaluate(file, id, contexts, status);
        }
        foreach (var (output, value) in told["outputs"]?.AsObject() ?? [])
            outputs[output] = Text(value);
        job.Hub.ShowJob(run, 1, name, status);
        return status;
    }

    // A machine that has never run anything of ours.
    private void Clean()
    {
        if (Directory.Exists(job.Host.File("artifacts")))
            Directory.Delete(job.Host.File("artifacts"), recursive: true);
    }

    private bool Step(string name, JsonNode? jobEnv, JsonNode step)
    {
        if (step["uses"] is { } action)
            return Use(((string)action!).Split('@')[0], step["with"]?.AsObject() ?? []);
        foreach (var variable in env.Keys)
            job.Set(variable, null);
        env.Clear();
        job.Job((string)github["event_name"]!, run, github["event"]!.ToJsonString());
        job.Set(ActionsVariables.Token, null);
        job.Set(EnvironmentVariables.Machine, null);
        job.Set(ActionsVariables.BaseRef, github["event"]!["pull_request"] is null ? "" : "main");
        foreach (var (variable, value) in (jobEnv?.AsObject() ?? []).Concat(step["env"]?.AsObject() ?? []))
            job.Set(variable, env[variable] = Text(value));
        var command = (string)step["run"]!;
        Ran.Add((name, command, env.GetValueOrDefault(ActionsVariables.Token) is { Length: > 0 }));
        return job.Host.Run([.. command.Split(' ').Skip(1)
            .Select(word => Variable().Match(word) is { Success: true } match ? env[match.Groups["name"].Value] : word)]) == 0;
    }

    private bool Use(string action, JsonObject with)
    {
        var folder = job.Host.File(((string?)with["path"] ?? "").Split('/'));
        switch (action)
        {
            case "actions/upload-artifact":
                if (Copy(folder, Stored(run, (string)with["name"]!)))
                    job.Hub.Upload(run, (string)with["name"]!, Zipped(folder), From, job.Head);
                return true;
            case "actions/download-artifact":
                var from = (int?)with["run-id"] ?? run;
                if (with["name"] is { } one)
                    return Copy(Stored(from, (string)one!), folder);
                foreach (var found in Matching(from, (string)with["pattern"]!))
                    Copy(found, Path.Combine(folder, Path.GetFileName(found)));
                return true;
            default:
                return true;
        }
    }

    // As a glob: * for anything, {one,another} for either.
    private List<string> Matching(int number, string pattern) => !Directory.Exists(Stored(number)) ? []
        : [.. pattern.Trim('{', '}').Split(',', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(one => Directory.GetDirectories(Stored(number), one))];

    private string? From => (string?)github["event"]!["pull_request"]?["head"]!["repo"]!["full_name"] ?? LoopbackGitHub.FullName;

    private static byte[] Zipped(string folder)
    {
        using var zip = new MemoryStream();
        ZipFile.CreateFromDirectory(folder, zip);
        return zip.ToArray();
    }

    private string Stored(int number, string name = "") => job.Host.File("actions", "uploaded", $"{number}", name);

    private static bool Copy(string from, string to)
    {
        if (!Directory.Exists(from))
            return false;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
        return true;
    }

    private JsonObject Outputs() => new(Output().Matches(job.Outputs)
        .Select(match => KeyValuePair.Create(match.Groups["name"].Value, (JsonNode?)match.Groups["value"].Value)));

    private JsonNode Evaluate(string file, string? id, JsonObject contexts, string status = "success")
    {
        var all = new JsonObject { ["github"] = github.DeepClone(), ["vars"] = new JsonObject() };
        foreach (var context in new[] { "inputs", "needs", "matrix", "steps" })
            all[context] = contexts[context]?.DeepClone() ?? new JsonObject();
        var path = RepositoryRoot.Combine(".github", "workflows", file);
        var request = new JsonObject { ["file"] = path, ["job"] = id, ["contexts"] = all, ["status"] = status };
        var told = JsonNode.Parse(tools.Evaluate(request.ToJsonString()))!;
        Assert.True(told is not JsonObject || told["error"] is null, told.ToJsonString());
        return told;
    }

    private static string Text(JsonNode? value) => value?.ToString() ?? "";

    [GeneratedRegex("""^"\$(?<name>[A-Z_]+)"$""")]
    private static partial Regex Variable();

    [GeneratedRegex("^(?<name>[A-Za-z_-]+)=(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Output();
}
