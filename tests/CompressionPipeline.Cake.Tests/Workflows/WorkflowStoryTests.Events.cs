using System.Text.Json.Nodes;
using Loopback;

namespace CompressionPipeline.Cake.Tests.Workflows;

/// <summary>The events that start workflows.</summary>
public sealed partial class WorkflowStoryTests
{
    private static JsonObject Push(string before) => new() { ["before"] = before, ["ref"] = "refs/heads/main" };

    private JsonObject PullRequest(string from = LoopbackGitHub.FullName) => new()
    {
        ["pull_request"] = new JsonObject
        {
            ["number"] = ActionsFixture.Pull,
            ["head"] = new JsonObject { ["sha"] = job.Head,
                ["repo"] = new JsonObject { ["full_name"] = from, ["fork"] = from != LoopbackGitHub.FullName } },
            ["base"] = new JsonObject { ["repo"] = new JsonObject { ["full_name"] = LoopbackGitHub.FullName } },
        },
    };

    private JsonObject Ended(int run, string started, string from, string conclusion = "success") => new()
    {
        ["repository"] = new JsonObject { ["default_branch"] = "main" },
        ["workflow_run"] = new JsonObject
        {
            ["id"] = run,
            ["event"] = started,
            ["conclusion"] = conclusion,
            ["head_branch"] = started == "push" ? "main" : "change",
            ["head_sha"] = job.Head,
            ["head_repository"] = new JsonObject { ["full_name"] = from, ["fork"] = from != LoopbackGitHub.FullName },
        },
    };
}
