using System.Net;

namespace CompressionPipeline.Data.Hub;

/// <summary>An answer of the hub that is not what was asked for; messages for people are made of it.</summary>
/// <param name="status">The answer's status.</param>
/// <param name="code">The hub's name of the error, in the header <c>X-Error-Code</c>; null where it says none.</param>
/// <param name="retryAfter">The delay that the answer asks for.</param>
internal sealed class HubException(HttpStatusCode status, string? code, TimeSpan? retryAfter)
    : Exception($"it answered {(int)status} {status}")
{
    public HttpStatusCode Status { get; } = status;

    public string? Code { get; } = code;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient => Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or >= HttpStatusCode.InternalServerError;
}
