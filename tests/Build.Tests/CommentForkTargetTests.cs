using Loopback;

namespace Build.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class CommentForkTargetTests : IAsyncLifetime
{
    private const string Fork = "stranger/models";
    private const string Plan = "artifacts/untrusted/plan.json";

    private const string Whole = """
        { "schema-version": 1, "manifest": "models.yaml", "models": ["docs"],
          "bases": [{ "name": "docs/base", "slug": "ab", "only": "docs/base", "runs-on": ["self-hosted", "gpu"], "timeout": 60 }], "variants": [] }
        """;

    private readonly ActionsFixture job = new();

    public async Task InitializeAsync()
    {
        await job.InitializeAsync();
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"), Fork);
        Ended(Fork, job.Head);
    }

    public async Task DisposeAsync()
    {
        await job.DisposeAsync();
        job.Dispose();
    }

    private void Ended(string fork, string commit) => job.Job("workflow_run", 9, $$"""
        { "workflow_run": { "head_branch": "change", "head_sha": "{{commit}}", "head_repository": { "full_name": "{{fork}}" }, "pull_requests": [] } }
        """);

    [Fact]
    public void Should_Say_On_The_Forks_Pull_Request_What_Would_Run()
    {
        // Given
        job.Run("Matrix");
        Directory.CreateDirectory(job.Host.File("artifacts", "untrusted"));
        File.Move(job.Host.File("artifacts", "plan", "plan.json"), job.Host.File("artifacts", "untrusted", "plan.json"));

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Contains("**a maintainer pushes this branch to the repository**", job.Comment);
        Assert.Contains("| `docs/shallow` | `self-hosted` | 720 min |", job.Comment);
    }

    [Theory]
    [InlineData("stranger/other")]
    [InlineData(LoopbackGitHub.FullName)]
    public void Should_Say_Nothing_Where_GitHub_Knows_No_Such_Pull_Request(string fork)
    {
        // Given
        job.Host.Write(Plan, Whole);
        Ended(fork, job.Head);

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Empty(job.Hub.AllComments);
    }

    [Fact]
    public void Should_Say_Nothing_Of_A_Commit_That_Is_Not_The_Newest()
    {
        // Given
        job.Host.Write(Plan, Whole);
        Ended(Fork, new string('c', 40));

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Empty(job.Hub.AllComments);
    }

    [Theory]
    [InlineData("docs/base", "[x](http://evil.example)", "a job is not one")]
    [InlineData("\"docs\"]", "\"<img src=x>\"]", "a model has no name")]
    [InlineData("\"gpu\"", "\"$(id)\"", "a job is not one")]
    [InlineData("models.yaml", "../../etc/passwd", "its manifest has no plain path")]
    [InlineData("\"slug\"", "\"pull-request\": 1, \"slug\"", "it is no plan")]
    [InlineData("\"models\": [\"docs\"]", "\"models\": null", "it is no plan")]
    [InlineData("\"models\": [\"docs\"],", "", "it is no plan")]
    [InlineData("\"models\": [\"docs\"]", "\"models\": [\"docs\"], \"models\": []", "it is no plan")]
    [InlineData("[\"docs\"]", "[[[[[[[[[[\"docs\"]]]]]]]]]]", "it is no plan")]
    [InlineData("\"schema-version\": 1", "\"schema-version\": 2", "it is of schema 2")]
    [InlineData("}", "", "it is no plan")]
    public void Should_Refuse_What_Is_Not_Exactly_A_Plan_And_Repeat_None_Of_It(string part, string instead, string reason)
    {
        // Given
        job.Host.Write(Plan, Whole.Replace(part, instead));

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.Equal(255, code);
        Assert.Contains($"plan.json is refused: {reason}", job.Errors);
        Assert.Empty(job.Hub.AllComments);
        if (instead.Length > 0 && !reason.Contains("schema"))
            Assert.DoesNotContain(instead, job.Output + job.Errors);
    }

    [Fact]
    public void Should_Not_Even_Read_What_Is_Too_Large()
    {
        // Given
        job.Host.Write(Plan, "");
        using (var file = new FileStream(job.Host.File("artifacts", "untrusted", "plan.json"), FileMode.Open))
            file.SetLength(1L << 30);

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("1,073,741,824 bytes", job.Errors);
    }

    [Fact]
    public void Should_Follow_No_Link()
    {
        // Given
        job.Host.Write("elsewhere.json", Whole);
        Directory.CreateDirectory(job.Host.File("artifacts", "untrusted"));
        File.CreateSymbolicLink(job.Host.File("artifacts", "untrusted", "plan.json"), job.Host.File("elsewhere.json"));

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("it is a link", job.Errors);
    }
}
