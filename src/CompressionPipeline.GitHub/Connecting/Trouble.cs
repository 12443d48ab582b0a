using System.Net;
using System.Runtime.Serialization;
using Octokit;

namespace CompressionPipeline.GitHub.Connecting;

/// <summary>What went wrong with one try of a call.</summary>
/// <param name="Text">What happened, for people.</param>
/// <param name="Wait">How long to wait before the next try; null where trying again is of no use.</param>
internal sealed record Trouble(string Text, TimeSpan? Wait)
{
    /// <summary>Whether GitHub may have done what was asked, although no good answer arrived.</summary>
    public bool MayHaveHappened { get; init; }

    /// <summary>The status of the answer; null where none arrived.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Judges an error; null for one that is no trouble with GitHub.</summary>
    public static Trouble? Of(Exception error, int attempt, Patience patience, DateTimeOffset now) => error switch
    {
        ApiException answered => Answered(Reply.Of(answered), IsLimit(answered), Refusal.Of(answered), attempt, patience, now),
        DownloadException answered => Answered(answered.Reply, answered.IsLimit, answered.Message, attempt, patience, now),
        HttpRequestException or IOException => Lost(OneLine(error.Message), attempt, patience),
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

    private static Trouble Answered(Reply reply, bool isLimit, string text, int attempt, Patience patience, DateTimeOffset now)
    {
        if (reply.Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout)
            return Lost($"GitHub answered {(int)reply.Status}", attempt, patience) with { Status = reply.Status };
        return isLimit || reply.AsksForPause
            ? new(text, reply.Pause(now) ?? Patience.Backoff(patience.Unsaid, patience.Limit, attempt)) { Status = reply.Status }
            : new(text, null) { Status = reply.Status };
    }

    private static bool IsLimit(ApiException error) =>
        error is RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException;

    private static Trouble Lost(string text, int attempt, Patience patience) =>
        new(text, Patience.Backoff(patience.First, patience.Longest, attempt)) { MayHaveHappened = true };
}
