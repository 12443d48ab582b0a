using System.Globalization;
using System.Net;
using Octokit;

namespace CompressionPipeline.GitHub.Connecting;

internal sealed record ResponseHeaders(HttpStatusCode Status, IEnumerable<KeyValuePair<string, string>> Headers)
{
    /// <summary>Whether it reports one of GitHub's rate limits, whatever its text says.</summary>
    public bool IsRateLimit => Status == HttpStatusCode.TooManyRequests
        || (Status == HttpStatusCode.Forbidden && (Number("Retry-After") is not null || Number("X-RateLimit-Remaining") == 0));

    public static ResponseHeaders Of(ApiException error) =>
        new(error.StatusCode, error.HttpResponse?.Headers ?? new Dictionary<string, string>());

    // How long a rate limit lasts; null where GitHub does not say. Measured by GitHub's clock, because this machine's may be
    // wrong.
    public TimeSpan? RetryAfter(DateTimeOffset now)
    {
        if (Number("Retry-After") is { } seconds)
            return TimeSpan.FromSeconds(Math.Max(1, seconds));
        if (Number("X-RateLimit-Remaining") is not 0 || Number("X-RateLimit-Reset") is not { } reset)
            return null;
        var server = DateTimeOffset.TryParse(Header("Date"), CultureInfo.InvariantCulture, out var date) ? date : now;
        return TimeSpan.FromSeconds(Math.Max(1, reset - server.ToUnixTimeSeconds() + 1));
    }

    private long? Number(string name) =>
        long.TryParse(Header(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 36
            ? number
            : null;

    private string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>A download failed: GitHub, or the storage that it redirects to, did not answer 200.</summary>
internal sealed class DownloadException(ResponseHeaders response, string text) : Exception(
    $"GitHub answered {(int)response.Status}")
{
    public ResponseHeaders Response { get; } = response;

    /// <summary>Whether its text reports a rate limit; GitHub's secondary limit may have no header that does.</summary>
    public bool IsLimit => Response.Status == HttpStatusCode.Forbidden
        && (text.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
            || text.Contains("abuse detection", StringComparison.OrdinalIgnoreCase));
}
