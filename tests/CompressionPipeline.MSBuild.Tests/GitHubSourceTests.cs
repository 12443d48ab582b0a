using System.Net.Http.Headers;
using CompressionPipeline.MSBuild.Items;
using CompressionPipeline.MSBuild.Sources;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

public sealed class GitHubSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [MemberData(nameof(MalformedJson.Names), MemberType = typeof(MalformedJson))]
    public async Task Should_Refuse_An_Answer_That_Is_Not_Strict_Json(string name)
    {
        // Given
        using var client = new HttpClient(new Answering(MalformedJson.Bytes(name)));
        var source = new GitHubSource(
            client, "https://api.example.org/releases/1", new AuthenticationHeaderValue("Bearer", "token"), _ => { });

        // When
        var error = await Assert.ThrowsAsync<ModelError>(
            () => source.Download("docs.zip", folder.File("docs.zip"), CancellationToken.None));

        // Then
        Assert.Equal(Codes.Download, error.Code);
        MalformedJson.AssertPlain(error.Message);
    }

    public void Dispose() => folder.Dispose();

    private sealed class Answering(byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(body), RequestMessage = request });
    }
}
