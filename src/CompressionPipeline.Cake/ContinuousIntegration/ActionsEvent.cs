using System.Text.Json.Nodes;
using Cake.Core;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>The event that started a run, from the file that <c>GITHUB_EVENT_PATH</c> names.</summary>
internal sealed class ActionsEvent
{
    private const string Heads = "refs/heads/";

    private readonly JsonObject json;

    private ActionsEvent(JsonObject json) => this.json = json;

    public int? PullRequest =>
        (json["pull_request"] as JsonObject)?["number"].Is<int>(out var number) == true ? number : null;

    public string? Head => Text("pull_request", "head", "sha");

    // The commit that a push or a merge queue started from; null for other events, and where a push made the branch.
    public string? Start =>
        Text("merge_group", "base_sha") ?? (Text("before") is { } before && before.Trim('0').Length > 0 ? before : null);

    /// <summary>The branch of a push or of a completed run; null for other events.</summary>
    public string? Branch => CompletedRun?.Branch
        ?? (Text("ref") is { } name && name.StartsWith(Heads, StringComparison.Ordinal) ? name[Heads.Length..] : null);

    /// <summary>Whether the pull request comes from another repository, or from a deleted one.</summary>
    public bool IsFromFork => PullRequest is not null
        && Text("pull_request", "head", "repo", "full_name") != Text("pull_request", "base", "repo", "full_name");

    public CompletedRun? CompletedRun => json["workflow_run"] is JsonObject
        ? new(
            json["workflow_run"]!["id"].Is<long>(out var id) ? id : null,
            Text("workflow_run", "head_repository", "full_name"),
            Text("workflow_run", "head_branch"),
            Text("workflow_run", "head_sha"))
        : null;

    public static ActionsEvent Read(ICakeEnvironment environment) =>
        environment.GetEnvironmentVariable(ActionsVariables.EventPath) is { Length: > 0 } path ? Of(path) : new([]);

    public static ActionsEvent Of(string path) =>
        new(StrictJson.ReadObject(path, $"Let {ActionsVariables.EventPath} name the event file of the run."));

    private string? Text(params string[] path)
    {
        JsonNode? node = json;
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node.Is<string>(out var text) ? text : null;
    }
}

/// <summary>The commits of a completed run; null what the event does not contain.</summary>
internal sealed record CompletedRun(long? Id, string? Repository, string? Branch, string? Commit);
