using System.Text.Json.Nodes;

namespace CompressionPipeline.Cake.Tests;

public sealed class MatrixTargetTests : ActionsTests
{
    [Fact]
    public void Should_Plan_What_A_Pull_Request_Changes_As_A_Workflow_Reads_It()
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));

        // When
        job.Run("Matrix");

        // Then
        Assert.Contains(job.MergeBase[..12], job.Output);
        Assert.Equal(["docs/baseline"], Only("baselines"));
        Assert.Equal(["docs/shallow", "docs/shorter"], Only("variants"));
        Assert.Equal("true", Value("stale"));
    }

    [Fact]
    public void Should_Plan_Nothing_Where_No_Entry_Changed()
    {
        // Given
        job.Push(HostFixture.Manifest + "# a remark\n");

        // When
        job.Run("Matrix");

        // Then: an empty matrix is an error in a workflow, an empty word is none
        Assert.Equal(("", "", "false"), (Value("baselines"), Value("variants"), Value("stale")));
    }

    [Theory]
    [InlineData("push", """{ "before": "<before>" }""")]
    [InlineData("merge_group", """{ "merge_group": { "base_sha": "<before>" } }""")]
    public void Should_Find_What_Any_Of_Several_Commits_Changed(string eventName, string eventJson)
    {
        // Given
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.Host.Write("notes.txt", "of no model");
        job.Commit("a second commit");
        job.Job(eventName, 2, eventJson.Replace("<before>", job.MergeBase));

        // When
        job.Run("Matrix");

        // Then
        Assert.Contains(job.MergeBase[..12], job.Output);
        Assert.Equal(["docs/baseline"], Only("baselines"));
    }

    [Fact]
    public void Should_Tell_Why_There_Is_No_Merge_Base_And_What_Brings_It()
    {
        // Given
        job.Push(HostFixture.Manifest);
        job.Git("update-ref", "-d", "refs/remotes/origin/main");

        // When
        job.Run("Matrix");

        // Then
        Assert.Contains("git fetch origin main", job.Output);
        Assert.Equal("true", Value("stale"));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("1111111111111111111111111111111111111111")]
    public void Should_Count_Every_Entry_As_Changed_Where_The_Earlier_Commit_Is_Unknown(string before)
    {
        // Given
        job.Job("push", 2, $$"""{ "before": "{{before}}" }""");

        // When
        job.Run("Matrix");

        // Then
        Assert.Equal("true", Value("stale"));
    }

    private IEnumerable<string> Only(string output) =>
        JsonNode.Parse(Value(output))!["include"]!.AsArray().Select(one => (string)one!["only"]!);

    private string Value(string output) => job.Outputs.Split('\n')
        .Single(line => line.StartsWith($"{output}=", StringComparison.Ordinal))[(output.Length + 1)..];
}
