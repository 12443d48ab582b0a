using System.IO.Compression;
using Loopback;

namespace CompressionPipeline.Cake.Tests;

public sealed class CommentForkTargetTests : ActionsTests
{
    private const string Fork = "stranger/models";
    private const int Run = 8;

    // What a link is to a zip.
    private const int UnixLink = unchecked((int)0xA1FF0000);

    private const string Whole = """
        { "schema-version": 3, "manifest": "models.yaml", "before": null, "models": ["docs"],
          "baselines": [{ "name": "docs/baseline", "content": "ab", "only": "docs/baseline", "takes": "",
              "runs-on": ["self-hosted", "gpu"], "timeout": 60 }], "variants": [] }
        """;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"), Fork);
        Ended(Fork, job.Head);
    }

    private void Ended(string fork, string commit) => job.Job("workflow_run", 9, $$"""
        { "workflow_run": { "id": {{Run}}, "head_branch": "change", "head_sha": "{{commit}}",
            "head_repository": { "full_name": "{{fork}}" }, "pull_requests": [] } }
        """);

    [Fact]
    public void Should_Say_On_The_Forks_Pull_Request_What_Would_Run()
    {
        // Given
        job.Run("Matrix");
        Left(File.ReadAllText(job.Host.File("artifacts", "plan", "plan.json")));

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Contains("| `docs/shallow` | `self-hosted` | 720 min |", job.Comment);
    }

    [Theory]
    [InlineData("stranger/other")]
    [InlineData(LoopbackGitHub.FullName)]
    public void Should_Say_Nothing_Where_GitHub_Knows_No_Such_Pull_Request(string fork)
    {
        // Given
        Left(Whole);
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
        Left(Whole);
        Ended(Fork, new string('c', 40));

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Empty(job.Hub.AllComments);
    }

    [Theory]
    [InlineData("docs/baseline", "[x](http://evil.example)")]
    [InlineData("\"docs\"]", "\"<img src=x>\"]")]
    [InlineData("\"gpu\"", "\"$(id)\"")]
    [InlineData("models.yaml", "../../etc/passwd")]
    [InlineData("null", "\"HEAD --upload-pack=id\"")]
    [InlineData("\"takes\": \"\"", "\"takes\": \"../x\"")]
    [InlineData("\"content\"", "\"pull-request\": 1, \"content\"")]
    [InlineData("\"models\": [\"docs\"]", "\"models\": null")]
    [InlineData("\"models\": [\"docs\"],", "")]
    [InlineData("\"models\": [\"docs\"]", "\"models\": [\"docs\"], \"models\": []")]
    [InlineData("[\"docs\"]", "[[[[[[[[[[\"docs\"]]]]]]]]]]")]
    [InlineData("\"schema-version\": 3", "\"schema-version\": 4")]
    [InlineData("\"schema-version\": 3", "\"schema-version\": 2")]
    [InlineData("}", "")]
    public void Should_Refuse_What_Is_Not_Exactly_A_Plan_And_Repeat_None_Of_It(string part, string instead)
    {
        // Given
        Left(Whole.Replace(part, instead));

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("plan.json", job.Errors);
        Assert.Empty(job.Hub.AllComments);
        if (instead.Length > 0)
            Assert.DoesNotContain(instead, job.Output + job.Errors);
    }

    [Fact]
    public void Should_Not_Even_Download_What_Is_Too_Large()
    {
        // Given
        job.Hub.Upload(Run, "plan", [], Fork, bytes: 1L << 30);

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("plan", job.Errors);
        Assert.DoesNotContain(job.Hub.Calls, call => call.Contains("/zip", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_Stop_At_A_Zip_That_Grows()
    {
        // Given
        Left(new string(' ', 1 << 28));

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.Equal(255, code);
        Assert.False(Directory.Exists(job.Host.File("artifacts", "untrusted")));
    }

    [Theory]
    [InlineData("../../models.yaml", 0)]
    [InlineData("plan.json", UnixLink)]
    public void Should_Write_Nothing_Beside_The_Folder_And_Follow_No_Link(string name, int mode)
    {
        // Given
        Left("elsewhere.json", name, mode);

        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.Equal(255, code);
        Assert.False(Directory.Exists(job.Host.File("artifacts", "untrusted")));
        Assert.NotEqual("elsewhere.json", File.ReadAllText(job.Host.File("models.yaml")));
    }

    [Fact]
    public void Should_Say_Nothing_Where_The_Run_Left_No_Plan()
    {
        // When
        var code = job.Run("CommentFork");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Empty(job.Hub.AllComments);
    }

    private void Left(string text, string name = "plan.json", int mode = 0)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(name);
            entry.ExternalAttributes = mode;
            using var writer = new StreamWriter(entry.Open());
            writer.Write(text);
        }
        job.Hub.Upload(Run, "plan", bytes.ToArray(), Fork);
    }
}
