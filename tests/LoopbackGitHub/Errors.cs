using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Loopback;

/// <summary>How errors look on the wire.</summary>
internal static class Errors
{
    /// <summary>The answer of an error that keeps the call from having an effect; null where it has one.</summary>
    public static Answer? Refusal(Error? error, TimeProvider clock) => error switch
    {
        Error.ErrorBefore => Answer.Message(500, "Server Error"),
        Error.ResetBefore or Error.SilenceBefore => new(200),
        Error.RateLimit => Answer.Message(403, "API rate limit exceeded for installation ID 1.") with
        {
            Headers = new()
            {
                ["X-RateLimit-Remaining"] = "0",
                ["X-RateLimit-Reset"] = clock.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds()
                    .ToString(CultureInfo.InvariantCulture),
            },
        },
        Error.SecondaryLimit =>
            Answer.Message(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.") with
        {
            Headers = new() { ["Retry-After"] = "7" },
        },
        Error.SecondaryLimitUnsaid => Answer.Message(403, "You have exceeded a secondary rate limit."),
        Error.Abuse => Answer.Message(
            403, "You have triggered an abuse detection mechanism.") with { Headers = new() { ["Retry-After"] = "5" } },
        Error.TooManyRequests => Answer.Message(429, "Too many requests") with { Headers = new() { ["Retry-After"] = "3" } },
        Error.Unauthorized => Answer.Message(401, "Bad credentials"),
        Error.Forbidden => Answer.Message(403, "Resource not accessible by integration"),
        Error.NotFound => Answer.NotFound,
        Error.Unprocessable => Answer.Invalid("Thing", "field", "invalid"),
        _ => null,
    };

    /// <summary>Sends what an error leaves of an answer; false where the answer itself is to be sent.</summary>
    public static async Task<bool> Spoil(
        Error? error, HttpContext context, Answer answer, TimeProvider clock, CancellationToken closing)
    {
        switch (error)
        {
            case Error.ErrorAfter:
                await Sending.Send(context, Answer.Message(502, "Bad Gateway"), clock);
                return true;
            case Error.Page:
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>Please log in</html>", closing);
                return true;
            case Error.ResetBefore or Error.ResetAfter:
                context.Abort();
                return true;
            case Error.CutAnswer:
                await Sending.SendHalf(context, answer, clock);
                context.Abort();
                return true;
            case Error.SilenceBefore or Error.SilenceAfter or Error.StalledAnswer:
                if (error == Error.StalledAnswer)
                    await Sending.SendHalf(context, answer, clock);
                using (var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing))
                    await Task.Delay(Timeout.Infinite, gone.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                return true;
            default:
                return false;
        }
    }
}
