using System.Text.Json;
using System.Text.Json.Nodes;
using Cake.Core;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>What started a run, as the file of <c>GITHUB_EVENT_PATH</c> says.</summary>
internal sealed class ActionsEvent
{
    private const string Heads = "refs/heads/";

    private readonly JsonObject json;

    private ActionsEvent(JsonObject json) => this.json = json;

    /// <summary>Number of the pull request; null where it was none.</summary>
    public int? PullRequest => json["pull_request"]?["number"] is JsonValue number && number.TryGetValue<int>(out var value) ? value : null;

    /// <summary>The commit that the pull request brings; null where it was none.</summary>
    public string? Head => Text("pull_request", "head", "sha");

    /// <summary>The commit that a push or a merge queue set out from; null where it was neither, and where a push made the branch.</summary>
    public string? Start => Text("merge_group", "base_sha") ?? (Text("before") is { } before && before.Trim('0').Length > 0 ? before : null);

    /// <summary>The branch that a push went to, or a run that ended was of; null for anything else.</summary>
    public string? Branch => EndedRun?.Branch ?? (Text("ref") is { } name && name.StartsWith(Heads, StringComparison.Ordinal) ? name[Heads.Length..] : null);

    /// <summary>Whether the pull request comes from another repository, or from one that is gone.</summary>
    public bool IsFromFork => PullRequest is not null && Text("pull_request", "head", "repo", "full_name") != Text("pull_request", "base", "repo", "full_name");

    /// <summary>The run that ended, of an event <c>workflow_run</c>; null where it was none.</summary>
    public EndedRun? EndedRun => json["workflow_run"] is JsonObject
        ? new(json["workflow_run"]!["id"] is JsonValue id && id.TryGetValue<long>(out var number) ? number : null, Text("workflow_run", "head_repository", "full_name"), Text("workflow_run", "head_branch"), Text("workflow_run", "head_sha"))
        : null;

    /// <exception cref="PipelineException">The file is missing or no JSON object.</exception>
    public static ActionsEvent Read(ICakeEnvironment environment)
    {
        if (environment.GetEnvironmentVariable(ActionsVariables.EventPath) is not { Length: > 0 } path)
            return new([]);
        try
        {
            return new(JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new JsonException("it holds no object"));
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new PipelineException($"{path} ({ActionsVariables.EventPath}) cannot be read: {error.Message}");
        }
    }

    private string? Text(params string[] path)
    {
        JsonNode? node = json;
        foreach (var name in path)
            node = (node as JsonObject)?[name];
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}

/// <summary>Where the commits of a run that ended came from; null what the event does not say.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="Branch">Its branch there.</param>
/// <param name="Commit">The commit.</param>
internal sealed record EndedRun(long? Id, string? Repository, string? Branch, string? Commit);
