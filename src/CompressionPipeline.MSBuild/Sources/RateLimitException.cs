using System.Globalization;
using System.Net;
using CompressionPipeline.MSBuild.Items;

namespace CompressionPipeline.MSBuild.Sources;

/// <summary>The server limits the rate of requests, for a short time.</summary>
internal sealed class RateLimitException(string message, TimeSpan? pause) : IOException(message)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait; null where the server does not say.</summary>
    public TimeSpan? RetryAfter => pause;

    /// <summary>Throws for a rate limit, not for a refusal: GitHub answers 403 to both.</summary>
    /// <exception cref="ModelError">The limit lasts too long to wait for.</exception>
    public static void ThrowIfLimited(HttpResponseMessage response, string address, string status)
    {
        var spent = Header(response, "X-RateLimit-Remaining") == 0;
        var pause = response.Headers.RetryAfter?.Delta;
        if (response.StatusCode != HttpStatusCode.TooManyRequests
            && !(response.StatusCode == HttpStatusCode.Forbidden && (spent || pause is not null)))
            return;
        if (!spent && !(pause > Longest))
            throw new RateLimitException($"the server is asked too often ({status})", pause);
        var until = pause is null && Header(response, "X-RateLimit-Reset") is { } reset
            ? DateTimeOffset.FromUnixTimeSeconds(reset)
            : response.Headers.Date + pause;
        var when = until is { } time
            ? string.Create(CultureInfo.InvariantCulture, $" after {time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")
            : " later";
        throw new ModelError(
            Codes.Download,
            $"{address} was not given: the server limits how often it is asked ({status}). Build again{when}, or "
            + $"give a token: with one it may be asked more often.");
    }

    private static long? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
