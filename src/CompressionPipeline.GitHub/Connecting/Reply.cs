using System.Globalization;
using System.Net;
using Octokit;

namespace CompressionPipeline.GitHub.Connecting;

/// <summary>Status and headers of an answer.</summary>
internal sealed record Reply(HttpStatusCode Status, IEnumerable<KeyValuePair<string, string>> Headers)
{
    /// <summary>Whether it is one of GitHub's limits, whatever its text says.</summary>
    public bool AsksForPause => Status == HttpStatusCode.TooManyRequests
        || (Status == HttpStatusCode.Forbidden && (Number("Retry-After") is not null || Number("X-RateLimit-Remaining") == 0));

    public static Reply Of(ApiException error) => new(error.StatusCode, error.HttpResponse?.Headers ?? new Dictionary<string, string>());

    /// <summary>How long a limit lasts, as far as GitHub says so. By its own clock: ours may go wrong.</summary>
    public TimeSpan? Pause(DateTimeOffset now)
    {
        if (Number("Retry-After") is { } seconds)
            return TimeSpan.FromSeconds(Math.Max(1, seconds));
        if (Number("X-RateLimit-Remaining") is not 0 || Number("X-RateLimit-Reset") is not { } reset)
            return null;
        var server = DateTimeOffset.TryParse(Header("Date"), CultureInfo.InvariantCulture, out var date) ? date : now;
        return TimeSpan.FromSeconds(Math.Max(1, reset - server.ToUnixTimeSeconds() + 1));
    }

    private long? Number(string name) =>
        long.TryParse(Header(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 36 ? number : null;

    private string? Header(string name) =>
        Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>An asset did not come down: GitHub, or the store that it sent us on to, answered otherwise.</summary>
internal sealed class DownloadException(Reply reply, string text) : Exception($"GitHub answered {(int)reply.Status}")
{
    public Reply Reply { get; } = reply;

    /// <summary>Whether its text says that it is a limit; GitHub's secondary limit may have no header that does.</summary>
    public bool IsLimit => Reply.Status == HttpStatusCode.Forbidden
        && (text.Contains("rate limit", StringComparison.OrdinalIgnoreCase) || text.Contains("abuse detection", StringComparison.OrdinalIgnoreCase));
}
