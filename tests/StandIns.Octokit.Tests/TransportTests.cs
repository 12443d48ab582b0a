using System.Net;
using System.Text;
using Octokit;
using Octokit.Internal;

namespace StandIns.Octokit.Tests;

/// <summary>What goes over the wire, seen by a handler in its place.</summary>
public sealed class TransportTests
{
    private const string Comment = """{"id":5,"body":"text"}""";

    private static IIssueCommentsClient Comments(Wire wire)
    {
        var credentials = new InMemoryCredentialStore(new Credentials("secret"));
        var connection = new Connection(new ProductHeaderValue("Tests"), new Uri("https://api.example.org/"), credentials, new HttpClientAdapter(() => wire), new SimpleJsonSerializer());
        return new GitHubClient(connection).Issue.Comment;
    }

    [Theory]
    [InlineData(301, "https://api.example.org/moved", "POST {\"body\":\"text\"} Token secret")]
    [InlineData(307, "https://other.example.org/moved", "POST {\"body\":\"text\"} ")]
    [InlineData(303, "https://api.example.org/moved", "GET  Token secret")]
    public async Task Should_Follow_To_Another_Address(int status, string address, string second)
    {
        // Given
        using var wire = new Wire(Wire.Redirect(status, address), Wire.Json(Comment));

        // When
        var comment = await Comments(wire).Create("acme", "models", 7, "text");

        // Then
        Assert.Equal(5, comment.Id);
        Assert.Equal(["POST {\"body\":\"text\"} Token secret", second], wire.Seen);
    }

    [Fact]
    public async Task Should_Not_Follow_For_Ever()
    {
        // Given
        using var wire = new Wire([.. Enumerable.Repeat(0, 9).Select(_ => Wire.Redirect(302, "https://api.example.org/again"))]);

        // Then
        await Assert.ThrowsAsync<InvalidOperationException>(() => Comments(wire).Get("acme", "models", 5));
        Assert.Equal(5, wire.Seen.Count);
    }

    [Fact]
    public async Task Should_Keep_Headers_In_The_Servers_Letters_And_Those_Of_The_Body_Apart()
    {
        // Given
        var answer = Wire.Json("""{"message":"API rate limit exceeded"}""");
        answer.StatusCode = HttpStatusCode.Forbidden;
        answer.Headers.Add("X-RateLimit-Limit", "60");
        answer.Headers.Add("x-request", "7");
        using var wire = new Wire(answer);

        // When
        var limit = await Assert.ThrowsAsync<RateLimitExceededException>(() => Comments(wire).Get("acme", "models", 5));

        // Then
        Assert.Equal(60, limit.Limit);
        Assert.True(limit.HttpResponse.Headers.ContainsKey("x-request"));
        Assert.False(limit.HttpResponse.Headers.ContainsKey("X-Request"));
        Assert.False(limit.HttpResponse.Headers.ContainsKey("Content-Type"));
    }

    private sealed class Wire(params HttpResponseMessage[] answers) : HttpMessageHandler
    {
        public List<string> Seen { get; } = [];

        public static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

        public static HttpResponseMessage Redirect(int status, string address) => new((HttpStatusCode)status) { Headers = { Location = new Uri(address) } };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Seen.Add($"{request.Method} {body} {request.Headers.Authorization}");
            return answers[Seen.Count - 1];
        }
    }
}
