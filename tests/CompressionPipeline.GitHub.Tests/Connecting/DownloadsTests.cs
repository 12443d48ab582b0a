using System.Text;
using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.GitHub.Tests.Connecting;

/// <summary>What GitHub, or a proxy in between, says of an asset's digest.</summary>
public static class DownloadsTests
{
    public static TheoryData<string> Malformed => MalformedJson.Names;

    [Theory]
    [MemberData(nameof(Malformed))]
    public static async Task Should_Ask_Again_And_Then_Refuse_A_Record_That_Is_Malformed(string name)
    {
        // Given
        await using var job = await Job.Start();
        job.Hub.AssetRecord = MalformedJson.Bytes(name);

        // When
        var error = await Assert.ThrowsAsync<PipelineException>(() => Digest(job, "bytes"));

        // Then
        MalformedJson.AssertPlain(error.Message);
        Assert.InRange(job.Hub.Calls.Count, 2, 20);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "digest": null }""")]
    [InlineData("""{ "digest": 5 }""")]
    [InlineData("""{ "digest": ["sha256:aa"] }""")]
    [InlineData("""{ "digest": "" }""")]
    [InlineData("""{ "digest": "sha256:" }""")]
    [InlineData("""{ "digest": "sha256:not hexadecimal" }""")]
    [InlineData("""{ "digest": "sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }""")]
    [InlineData("""{ "digest": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" }""")]
    public static async Task Should_Take_The_Digest_Of_The_Bytes_Where_The_Record_Has_None(string record)
    {
        // Given
        await using var job = await Job.Start();
        job.Hub.AssetRecord = Encoding.UTF8.GetBytes(record);

        // When, Then
        Assert.Equal(Core.Digest.OfText("bytes"), await Digest(job, "bytes"));
    }

    private static Task<Digest> Digest(Job job, string content)
    {
        job.Hub.AddAsset(job.Hub.AddRelease("docs-1.0.0", "", draft: false), "a.zip", Encoding.UTF8.GetBytes(content));
        var url = (string)job.Hub.AllReleases[0]["assets"]![0]!["url"]!;
        return job.Repository.Downloads.Digest(url, content.Length, CancellationToken.None);
    }
}
