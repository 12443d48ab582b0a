using System.Net;

namespace CompressionPipeline.Data.Hub;

/// <summary>An answer of the hub that is not what was asked for; messages for people are made of it.</summary>
internal sealed class HubException(HttpStatusCode status, string? code, TimeSpan? retryAfter)
    : Exception($"it answered {(int)status} {status}")
{
    public HttpStatusCode Status { get; } = status;

    public string? Code { get; } = code;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    public bool IsTransient => Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or >= HttpStatusCode.InternalServerError;
}
