using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Loopback;

/// <summary>How faults look on the wire.</summary>
internal static class Faults
{
    /// <summary>The answer of a fault that keeps the call from having an effect; null where it has one.</summary>
    public static Answer? Refusal(Fault? fault, TimeProvider clock) => fault switch
    {
        Fault.ErrorBefore => Answer.Message(500, "Server Error"),
        Fault.ResetBefore or Fault.SilenceBefore => new(200),
        Fault.RateLimit => Answer.Message(403, "API rate limit exceeded for installation ID 1.") with
        {
            Headers = new()
            {
                ["X-RateLimit-Remaining"] = "0",
                ["X-RateLimit-Reset"] = clock.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            },
        },
        Fault.SecondaryLimit => Answer.Message(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.") with
        {
            Headers = new() { ["Retry-After"] = "7" },
        },
        Fault.SecondaryLimitUnsaid => Answer.Message(403, "You have exceeded a secondary rate limit."),
        Fault.Abuse => Answer.Message(403, "You have triggered an abuse detection mechanism.") with { Headers = new() { ["Retry-After"] = "5" } },
        Fault.TooManyRequests => Answer.Message(429, "Too many requests") with { Headers = new() { ["Retry-After"] = "3" } },
        Fault.Unauthorized => Answer.Message(401, "Bad credentials"),
        Fault.Forbidden => Answer.Message(403, "Resource not accessible by integration"),
        Fault.NotFound => Answer.NotFound,
        Fault.Unprocessable => Answer.Invalid("Thing", "field", "invalid"),
        _ => null,
    };

    /// <summary>Sends what a fault leaves of an answer; false where the answer itself is to be sent.</summary>
    public static async Task<bool> Spoil(Fault? fault, HttpContext context, Answer answer, TimeProvider clock, CancellationToken closing)
    {
        switch (fault)
        {
            case Fault.ErrorAfter:
                await Sending.Send(context, Answer.Message(502, "Bad Gateway"), clock);
                return true;
            case Fault.Page:
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>Please log in</html>", closing);
                return true;
            case Fault.ResetBefore or Fault.ResetAfter:
                context.Abort();
                return true;
            case Fault.CutAnswer:
                await Sending.SendHalf(context, answer, clock);
                context.Abort();
                return true;
            case Fault.SilenceBefore or Fault.SilenceAfter or Fault.StalledAnswer:
                if (fault == Fault.StalledAnswer)
                    await Sending.SendHalf(context, answer, clock);
                using (var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing))
                    await Task.Delay(Timeout.Infinite, gone.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                return true;
            default:
                return false;
        }
    }
}
