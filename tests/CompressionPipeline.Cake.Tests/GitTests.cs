using CompressionPipeline.Cake.ContinuousIntegration;
using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.Cake.Tests;

public sealed class GitTests : ActionsTests
{
    private string Root => job.Host.File("");

    [Fact]
    public void Should_Refuse_A_Clone_Of_Another_User_With_The_Command_That_Trusts_It()
    {
        // Given: what git's own tests set in place of another owner
        var git = new Git(Root, new Dictionary<string, string> { ["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1" });

        // When
        var error = Assert.Throws<PipelineException>(() => git.Ask("rev-parse", "HEAD"));

        // Then
        Assert.Contains($"safe.directory '{Root}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Say_Why_A_Command_Failed()
    {
        // Given
        var git = new Git(Root);

        // When
        var answer = git.Ask("merge-base", "HEAD", "origin/nowhere");

        // Then
        Assert.Null(answer);
        Assert.Contains("origin/nowhere", git.Reason, StringComparison.Ordinal);
        Assert.False(git.IsShallow);
    }

    [Fact]
    public void Should_Tell_A_Clone_That_Lacks_Commits()
    {
        // Given
        using var folder = new TemporaryFolder();
        job.Push(HostFixture.Manifest);
        job.Git("clone", "--quiet", "--depth", "1", $"file://{Root}", folder.File("clone"));

        // When
        var git = new Git(folder.File("clone"));

        // Then
        Assert.True(git.IsShallow);
    }
}
