using System.Net;
using System.Runtime.Serialization;
using Octokit;

namespace CompressionPipeline.GitHub.Connecting;

/// <summary>Why one attempt of a call failed.</summary>
internal sealed record CallFailure(string Text)
{
    private static readonly TimeSpan FirstUnspecifiedLimit = TimeSpan.FromMinutes(1);

    /// <summary>How long a rate limit still lasts; null where it is none.</summary>
    public TimeSpan? RateLimit { get; init; }

    /// <summary>Whether GitHub may have done what was asked, although no usable response arrived.</summary>
    public bool MayHaveHappened { get; init; }

    public bool IsTransient => MayHaveHappened || RateLimit is not null;

    /// <summary>The status of the response; null where none arrived.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Classifies an error; null for one that GitHub and the network did not cause.</summary>
    /// <param name="attempt">The attempt, counted from 1: a rate limit of unspecified length is taken for twice as long each
    /// time.</param>
    public static CallFailure? From(Exception error, int attempt, DateTimeOffset now) => error switch
    {
        ApiException refused => FromResponse(ResponseHeaders.Of(refused), IsLimit(refused), Refusal.Of(refused), attempt, now),
        DownloadException refused => FromResponse(refused.Response, refused.IsLimit, refused.Message, attempt, now),
        HttpRequestException or IOException => NoResponse(SingleLine.Of(error.Message)),
        OperationCanceledException or TimeoutException => NoResponse("no response in time"),
        SerializationException or FormatException => NoResponse("the response was cut off or is not JSON"),
        _ => null,
    };

    private static CallFailure FromResponse(ResponseHeaders response, bool isLimit, string text, int attempt, DateTimeOffset now)
    {
        if (response.Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout)
            return NoResponse($"GitHub answered {(int)response.Status}") with { Status = response.Status };
        // Where GitHub does not say how long a limit lasts, it asks for a minute at least.
        return new(text)
        {
            Status = response.Status,
            RateLimit = isLimit || response.IsRateLimit
                ? response.RetryAfter(now) ?? FirstUnspecifiedLimit * Math.Pow(2, attempt - 1)
                : null,
        };
    }

    private static bool IsLimit(ApiException error) =>
        error is RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException;

    private static CallFailure NoResponse(string text) => new(text) { MayHaveHappened = true };
}

internal sealed class CallException(CallFailure failure, Exception inner) : Exception(failure.Text, inner)
{
    public CallFailure Failure => failure;
}
