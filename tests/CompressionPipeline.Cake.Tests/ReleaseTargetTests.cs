using System.Text.Json.Nodes;

namespace CompressionPipeline.Cake.Tests;

public sealed class ReleaseTargetTests : ActionsTests
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Merged();
        job.CompressElsewhere();
    }

    private void Merged() =>
        job.Job("workflow_run", 20, $$"""{ "workflow_run": { "event": "push", "head_sha": "{{job.Head}}" } }""");

    private JsonObject Released => Assert.Single(job.Hub.AllReleases);

    [Fact]
    public void Should_Release_What_Passes_From_What_Was_Uploaded()
    {
        // When
        var made = job.Run("ReleaseAssets");
        var code = job.Run("Release");

        // Then
        Assert.True(made == 0 && code == 0, job.Errors);
        Assert.Equal(["gate"], job.Host.Stages.Ran);
        Assert.Contains("any=true\n", job.Outputs);
        Assert.Matches(@"^docs-20\d\d\.\d{3,4}\.\d{1,6}$", (string)Released["tag_name"]!);
        Assert.False((bool)Released["draft"]!);
        Assert.Equal(
            ["SHA256SUMS", "docs-shallow-checkpoint.zip", "docs-shallow-onnx.zip", "docs.spdx.json", "report.html",
                "result.json"],
            ((JsonArray)Released["assets"]!).Select(asset => (string)asset!["name"]!).Order(StringComparer.Ordinal));
        Assert.Contains($"content=", (string)Released["body"]!);
        Assert.Contains(job.Head, (string)Released["body"]!);
        Assert.Matches(
            "\\| `docs` \\| `20[0-9.]+` \\| `shallow` \\| `[0-9a-f]{64}` \\| `https://ghe.example.org/acme/models` "
            + "\\|\n", (string)Released["body"]!);
    }

    [Fact]
    public void Should_Change_Nothing_The_Second_Time()
    {
        // Given
        job.Run("ReleaseAssets");
        job.Run("Release");
        var first = Released.ToJsonString();

        // When
        var code = job.Run("Release");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Equal(first, Released.ToJsonString());
        Assert.Contains("unchanged", job.Output);
    }

    [Fact]
    public void Should_Leave_Nothing_To_Attest_Where_All_Is_Out()
    {
        // Given
        job.Run("ReleaseAssets");
        job.Run("Release");
        Merged();

        // When
        var made = job.Run("ReleaseAssets");
        var code = job.Run("Release");

        // Then
        Assert.True(made == 0 && code == 0, job.Errors);
        Assert.Contains("any=false\n", job.Outputs);
    }

    [Fact]
    public void Should_Release_Nothing_That_Fails()
    {
        // Given
        job.Host.Stages.Rouge2Drop = 5;

        // When
        var code = job.Run("ReleaseAssets");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Contains("any=false\n", job.Outputs);
    }

    [Fact]
    public void Should_Say_So_Where_Nothing_Was_Uploaded()
    {
        // Given
        Directory.Delete(job.Host.File("artifacts", "restored"), recursive: true);

        // When
        var code = job.Run("ReleaseAssets");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("docs/baseline/evaluate", job.Errors);
        Assert.Contains("any=false\n", job.Outputs);
        Assert.Empty(job.Host.Stages.Ran);
    }

    [Fact]
    public void Should_Publish_Nothing_Where_A_File_Is_Not_What_It_Says()
    {
        // Given
        job.Run("ReleaseAssets");
        File.AppendAllText(job.Host.File("artifacts", "release", "docs", "docs-shallow-onnx.zip"), "more");

        // When
        var code = job.Run("Release");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("docs-shallow-onnx.zip", job.Errors);
        Assert.Empty(job.Hub.AllReleases);
    }

    [Fact]
    public void Should_Be_What_The_Next_Change_Is_Compared_With()
    {
        // Given
        job.Run("ReleaseAssets");
        job.Run("Release");
        foreach (var folder in new[] { "store", "results" })
            Directory.Delete(job.Host.File("artifacts", folder), recursive: true);
        job.Host.Stages.Rouge2Drop = 2;
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", "decoder-layers: 1"));
        job.CompressElsewhere();
        job.After();
        job.Run("Aggregate");

        // When
        var code = job.Run("Comment");

        // Then
        Assert.True(code == 0, job.Errors);
        Assert.Contains($"Compared with the release `{Released["tag_name"]}`", job.Comment);
        Assert.Contains("31.00 → 30.00", job.Comment);
    }
}
