using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Loopback;

/// <summary>Answers with the headers that GitHub sends.</summary>
internal static class Sending
{
    public static async Task Send(HttpContext context, Answer answer, TimeProvider clock)
    {
        var bytes = Prepare(context, answer, clock);
        if (bytes.Length > 0)
            await context.Response.Body.WriteAsync(bytes);
    }

    /// <summary>Announces more than it sends.</summary>
    public static async Task SendHalf(HttpContext context, Answer answer, TimeProvider clock)
    {
        var bytes = Prepare(context, answer, clock);
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await context.Response.Body.FlushAsync();
    }

    private static byte[] Prepare(HttpContext context, Answer answer, TimeProvider clock)
    {
        var bytes = answer.Bytes ?? (answer.Json is null ? [] : System.Text.Encoding.UTF8.GetBytes(answer.Json.ToJsonString()));
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.Date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Limit"] = "5000";
        response.Headers["X-RateLimit-Remaining"] = "4999";
        response.Headers["X-RateLimit-Reset"] = clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        if (answer.Status != 204)
        {
            response.ContentType = answer.Bytes is null ? "application/json; charset=utf-8" : "application/octet-stream";
            response.ContentLength = bytes.Length;
        }
        return bytes;
    }
}
