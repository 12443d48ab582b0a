using System.Globalization;
using System.Net;
using System.Runtime.Serialization;
using Octokit;

namespace CompressionPipeline.GitHub;

/// <summary>What went wrong with one try of a call.</summary>
/// <param name="Text">What happened, for people.</param>
/// <param name="Wait">How long to wait before the next try; null where trying again is of no use.</param>
internal sealed record Trouble(string Text, TimeSpan? Wait)
{
    /// <summary>Whether GitHub may have done what was asked, although no good answer arrived.</summary>
    public bool MayHaveHappened { get; init; }

    /// <summary>The status of the answer; null where none arrived.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Judges a fault; null for one that is no trouble with GitHub.</summary>
    public static Trouble? Of(Exception fault, int attempt, Patience patience, DateTimeOffset now) => fault switch
    {
        RateLimitExceededException limit => Limit("the rate limit is used up", limit, attempt, patience, now),
        SecondaryRateLimitExceededException limit => Limit("the secondary rate limit is exceeded", limit, attempt, patience, now),
        AbuseException limit => Limit("GitHub's abuse detection asks for a pause", limit, attempt, patience, now),
        ApiException { StatusCode: HttpStatusCode.TooManyRequests } limit => Limit("too many requests", limit, attempt, patience, now),
        ForbiddenException limit when Header(limit, "Retry-After") is not null => Limit("GitHub asks for a pause", limit, attempt, patience, now),
        ApiException { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout } failed => Lost(
            $"GitHub answered {(int)failed.StatusCode}", attempt, patience) with { Status = failed.StatusCode },
        ApiException refused => new(Refusal.Of(refused), null) { Status = refused.StatusCode },
        HttpRequestException { StatusCode: { } status } => status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests
            ? Lost($"GitHub answered {(int)status}", attempt, patience) with { Status = status }
            : new($"GitHub answered {(int)status}", null) { Status = status },
        HttpRequestException or IOException => Lost(OneLine(fault.Message), attempt, patience),
        OperationCanceledException or TimeoutException => Lost("no answer in time", attempt, patience),
        SerializationException or FormatException => Lost("the answer was cut off or is no JSON", attempt, patience),
        _ => null,
    };

    /// <summary>A server's text as part of a sentence.</summary>
    public static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 300 ? line : line[..300] + " …";
    }

    private static Trouble Lost(string text, int attempt, Patience patience) =>
        new(text, Patience.Backoff(patience.First, patience.Longest, attempt)) { MayHaveHappened = true };

    private static Trouble Limit(string text, ApiException fault, int attempt, Patience patience, DateTimeOffset now) =>
        new(text, Pause(fault, now) ?? Patience.Backoff(patience.Unsaid, patience.Limit, attempt)) { Status = fault.StatusCode };

    /// <summary>How long GitHub says that a limit lasts. By its own clock: ours may go wrong.</summary>
    private static TimeSpan? Pause(ApiException fault, DateTimeOffset now)
    {
        if (Number(fault, "Retry-After") is { } seconds)
            return TimeSpan.FromSeconds(Math.Max(1, seconds));
        if (Number(fault, "X-RateLimit-Remaining") is not 0 || Number(fault, "X-RateLimit-Reset") is not { } reset)
            return null;
        var server = DateTimeOffset.TryParse(Header(fault, "Date"), CultureInfo.InvariantCulture, out var date) ? date : now;
        return TimeSpan.FromSeconds(Math.Max(1, reset - server.ToUnixTimeSeconds() + 1));
    }

    private static long? Number(ApiException fault, string name) =>
        long.TryParse(Header(fault, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 40 ? number : null;

    private static string? Header(ApiException fault, string name) =>
        fault.HttpResponse?.Headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
