using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using Loopback;
using TestKit;

namespace CompressionPipeline.Cake.Tests.Workflows;

/// <summary>The workflow files themselves, from a push to a release, with a GitHub on this machine.</summary>
public sealed partial class WorkflowStoryTests : ActionsTests, IClassFixture<WorkflowTools>
{
    private const string Fork = "stranger/models";
    private static readonly string Changed = HostFixture.Manifest.Replace("docs:", "docs:\n    runner: [self-hosted, gpu]")
        .Replace("decoder-layers: 2", "decoder-layers: 1");

    private readonly WorkflowPlayer player;

    public WorkflowStoryTests(WorkflowTools tools)
    {
        job.Host.Time = job.Clock;
        player = new(job, tools);
    }

    [Fact]
    public void Should_Compress_Comment_And_Release_What_Was_Pushed()
    {
        // Given
        job.Push(Changed);

        // When
        var pushed = player.Play("compress.yml", "pull_request", 1, PullRequest());
        job.Hub.MergePull(ActionsFixture.Pull);
        var merged = player.Play("compress.yml", "push", 2, Push(job.MergeBase));
        var released = player.Play("release.yml", "workflow_run", 3, Ended(2, "push", LoopbackGitHub.FullName));

        // Then: what is released is what the pull request's jobs made
        Assert.All(pushed.Values.Concat(released.Values), result => Assert.Equal("success", result));
        Assert.Equal(("skipped", "skipped", "success"), (merged["baselines"], merged["variants"], merged["compression-gate"]));
        Assert.Contains("## Compression: PASS", job.Comment);
        Assert.False((bool)Assert.Single(job.Hub.AllReleases)["draft"]!);
        Assert.Contains(("variants / compress docs/shallow",
            "./build.sh --target \"$COMPRESSION_TARGET\" --only \"$COMPRESSION_ONLY\"", false), player.Ran);
        Assert.Equal(["self-hosted", "gpu", "ubuntu-24.04"], player.Machines.Distinct()
            .OrderByDescending(label => label.Contains("self", StringComparison.Ordinal)).ThenBy(label => label.Length));
    }

    [Fact]
    public void Should_Stop_At_A_Gate_That_Fails()
    {
        // Given
        job.Host.Stages.Rouge2Drop = 5;
        job.Push(Changed);

        // When
        var pushed = player.Play("compress.yml", "pull_request", 1, PullRequest());

        // Then: the jobs that measure are well, the required one is not
        Assert.Equal(("success", "failure"), (pushed["variants"], pushed["compression-gate"]));
        Assert.Contains("## Compression: FAIL", job.Comment);
    }

    [Theory]
    [InlineData("baselines / compress docs/baseline")]
    [InlineData("variants / compress docs/shorter")]
    public void Should_Report_A_Lost_Machine_As_A_Failure_Of_The_Run(string lost)
    {
        // Given
        job.Push(Changed);
        player.IsLost = name => name == lost;

        // When
        var first = player.Play("compress.yml", "pull_request", 1, PullRequest());

        // Then
        Assert.Equal(("failure", "failure"), (first["variants"], first["compression-gate"]));
        Assert.DoesNotContain("FAIL", job.Comment);
        Assert.Equal(
            "cancelled", (string?)job.Hub.AllChecks.Last(check => (string)check["name"]! == "compression")["conclusion"]);
    }

    [Fact]
    public void Should_Do_Again_Only_What_Was_Lost()
    {
        // Given
        job.Push(Changed);
        player.IsLost = name => name == "variants / compress docs/shorter";
        player.Play("compress.yml", "pull_request", 1, PullRequest());
        player.IsLost = _ => false;
        player.Ran.Clear();

        // When
        var second = player.Play("compress.yml", "pull_request", 2, PullRequest());

        // Then
        Assert.Equal(("skipped", "success", "success"), (second["baselines"], second["variants"], second["compression-gate"]));
        Assert.Equal(["variants / compress docs/shorter"], player.Ran.Select(step => step.Job)
            .Where(name => name.Contains("compress docs", StringComparison.Ordinal)).Distinct());
        Assert.Contains("## Compression: PASS", job.Comment);
    }

    [Fact]
    public void Should_Go_On_Where_A_Job_Stopped_In_The_Middle()
    {
        // Given
        job.Push(Changed);
        job.Host.Stages.OnRun = stage =>
        {
            if (stage == "benchmark")
                throw new PipelineException("the disk is full");
        };
        var first = player.Play("compress.yml", "pull_request", 1, PullRequest());
        job.Host.Stages.OnRun = _ => { };
        job.Host.Stages.Ran.Clear();

        // When
        var second = player.Play("compress.yml", "pull_request", 2, PullRequest());

        // Then
        Assert.Equal(("failure", "success"), (first["variants"], second["variants"]));
        Assert.Equal(["benchmark", "benchmark", "gate"], job.Host.Stages.Ran);
    }

    [Fact]
    public void Should_Judge_Anew_And_Measure_Nothing_Where_Only_A_Budget_Changed()
    {
        // Given
        job.Push(Changed);
        player.Play("compress.yml", "pull_request", 1, PullRequest());
        job.Push(Changed.Replace("max-drop: 3.0", "max-drop: 0.5"));

        // When
        var second = player.Play("compress.yml", "pull_request", 2, PullRequest());

        // Then
        Assert.Equal(("skipped", "skipped", "skipped", "failure"), (
            second["baselines"], second["variants"], second["watchdog"], second["compression-gate"]));
        Assert.Contains("## Compression: FAIL", job.Comment);
    }

    [Fact]
    public void Should_Compare_With_What_Was_Measured_Of_The_Merge_Base_Though_It_Never_Passed()
    {
        // Given
        job.Host.Stages.Rouge2Drop = 5;
        player.Play("compress.yml", "push", 1, Push(new string('0', 40)));
        job.Host.Stages.Rouge2Drop = 1;
        job.Push(Changed);

        // When
        player.Play("compress.yml", "pull_request", 2, PullRequest());

        // Then
        Assert.Contains($"`{job.MergeBase[..12]}`", job.Comment);
        Assert.DoesNotContain("**No baseline**", job.Comment);
    }

    [Fact]
    public void Should_Point_At_The_Line_That_Is_Wrong_In_The_Manifest()
    {
        // Given
        job.Push(Changed.Replace("max-drop", "max-drip"));

        // When
        var pushed = player.Play("compress.yml", "pull_request", 1, PullRequest());

        // Then
        Assert.Equal(("failure", "skipped", "failure"), (pushed["plan"], pushed["baselines"], pushed["compression-gate"]));
        Assert.Contains("line 12", job.Comment);
        var check = job.Hub.AllChecks.Last(check => (string)check["name"]! == "compression");
        Assert.Equal("failure", (string?)check["conclusion"]);
        Assert.Equal(12, (int)Assert.Single(job.Hub.AnnotationsOf((long)check["id"]!))["start_line"]!);
    }

    [Fact]
    public void Should_Ask_No_Runner_Where_No_Model_Changed()
    {
        // Given
        job.Push(HostFixture.Manifest + "# a remark\n");

        // When
        var pushed = player.Play("compress.yml", "pull_request", 1, PullRequest());

        // Then
        Assert.Equal(("skipped", "skipped", "skipped"), (pushed["baselines"], pushed["variants"], pushed["watchdog"]));
        Assert.Equal("success", pushed["compression-gate"]);
        Assert.Empty(job.Hub.AllComments);
    }

    [Fact]
    public void Should_Bring_A_Forks_Change_To_No_Runner_And_No_Token()
    {
        // Given
        job.Push(Changed, Fork);

        // When
        var pushed = player.Play("compress.yml", "pull_request", 1, PullRequest(Fork));

        // Then
        Assert.Equal(("skipped", "skipped", "failure"), (pushed["baselines"], pushed["variants"], pushed["compression-gate"]));
        Assert.DoesNotContain("self-hosted", player.Machines);
        Assert.DoesNotContain(player.Ran, step => step.HasToken);

        // When
        var said = player.Play("compress-fork.yml", "workflow_run", 2, Ended(1, "pull_request", Fork));

        // Then
        Assert.Equal("success", said["comment"]);
        Assert.NotEmpty(job.Comment);
    }

    [Fact]
    public void Should_Judge_In_A_Merge_Queue_As_On_A_Pull_Request()
    {
        // Given
        job.Push(Changed);

        // When
        var queued = player.Play(
            "compress.yml", "merge_group", 1, new() { ["merge_group"] = new JsonObject { ["base_sha"] = job.MergeBase } });

        // Then
        Assert.Equal("success", queued["compression-gate"]);
        Assert.Contains(player.Ran, step => step.Job == "variants / compress docs/shallow");
        Assert.Empty(job.Hub.AllComments);
    }

    [Fact]
    public void Should_Release_Nothing_Of_A_Pull_Request()
    {
        // When
        var released = player.Play("release.yml", "workflow_run", 2, Ended(1, "pull_request", LoopbackGitHub.FullName));

        // Then
        Assert.Equal(("skipped", "skipped"), (released["assets"], released["release"]));
    }

    [Fact]
    public void Should_Release_What_Passes_Beside_What_Fails_And_What_Was_Lost()
    {
        // Given
        var docs = Changed[Changed.IndexOf("  docs:", StringComparison.Ordinal)..];
        job.Push(Changed + "\n" + docs.Replace("docs:", "failing:").Replace("max-drop: 3.0", "max-drop: 0.1") + "\n" + docs
            .Replace("docs:", "lost:").Replace("shape: docs-mini", "shape: docs-mini, seed: 7"));
        player.IsLost = name => name.EndsWith("lost/shallow", StringComparison.Ordinal);

        // When
        var merged = player.Play("compress.yml", "push", 1, Push(job.MergeBase));
        var released = player.Play("release.yml", "workflow_run", 2, Ended(1, "push", LoopbackGitHub.FullName, "cancelled"));

        // Then: the release that is possible is out, and the run is red for the one that is not
        Assert.Equal("failure", merged["compression-gate"]);
        Assert.Equal(("failure", "success"), (released["assets"], released["release"]));
        Assert.StartsWith("docs-", (string)Assert.Single(job.Hub.AllReleases)["tag_name"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Release_Nothing_That_A_Branch_Uploaded_Which_Nobody_Merged()
    {
        // Given: somebody's branch ran with the same content
        job.Push(Changed);
        player.Play("compress.yml", "pull_request", 1, PullRequest());
        job.Git("reset", "--quiet", "--soft", job.MergeBase);
        job.Push(Changed + "# by somebody else\n");

        // When
        player.Ran.Clear();
        player.Play("compress.yml", "push", 2, Push(job.MergeBase));

        // Then
        Assert.Contains(player.Ran, step => step.Job == "baselines / compress docs/baseline");
    }
}
