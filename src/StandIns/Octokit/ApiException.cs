using System.Globalization;
using System.Net;
using System.Runtime.Serialization;

namespace Octokit;

public class ApiException : Exception
{
    public ApiException()
        : this(null, HttpStatusCode.InternalServerError)
    {
    }

    public ApiException(string message, HttpStatusCode httpStatusCode)
        : base(message)
    {
        StatusCode = httpStatusCode;
        ApiError = new ApiError(message);
    }

    public ApiException(string message, Exception innerException)
        : base(message, innerException)
    {
        StatusCode = HttpStatusCode.BadRequest;
        ApiError = new ApiError(message);
    }

    public ApiException(IResponse response)
        : this(response, null)
    {
    }

    public ApiException(IResponse response, Exception innerException)
        : base(null, innerException)
    {
        ArgumentNullException.ThrowIfNull(response);
        StatusCode = response.StatusCode;
        HttpResponse = response;
        ApiError = Parse(response.Body as string);
    }

    public IResponse HttpResponse { get; }

    public override string Message => ApiErrorMessageSafe ?? "An error occurred with this API request";

    public HttpStatusCode StatusCode { get; }

    public ApiError ApiError { get; }

    protected string ApiErrorMessageSafe => string.IsNullOrWhiteSpace(ApiError?.Message) ? null : ApiError.Message;

    private static ApiError Parse(string body)
    {
        try
        {
            return string.IsNullOrEmpty(body) ? new ApiError(body) : Json.Read<ApiError>(body) ?? new ApiError(body);
        }
        catch (SerializationException)
        {
            return new ApiError(body);
        }
    }
}

public class ApiError
{
    public ApiError()
    {
    }

    public ApiError(string message) => Message = message;

    public string Message { get; private set; }

    public string DocumentationUrl { get; private set; }

    public IReadOnlyList<ApiErrorDetail> Errors { get; private set; }
}

public class ApiErrorDetail
{
    public string Message { get; private set; }

    public string Code { get; private set; }

    public string Field { get; private set; }

    public string Resource { get; private set; }
}

public class AuthorizationException(IResponse response) : ApiException(response);

public class NotFoundException : ApiException
{
    public NotFoundException(IResponse response)
        : base(response)
    {
    }

    public NotFoundException(string message, HttpStatusCode statusCode)
        : base(message, statusCode)
    {
    }
}

public class ApiValidationException(IResponse response) : ApiException(response)
{
    public override string Message => ApiErrorMessageSafe ?? "Validation Failed";
}

public class ForbiddenException(IResponse response) : ApiException(response)
{
    public override string Message => ApiErrorMessageSafe ?? "Request Forbidden";
}

public class SecondaryRateLimitExceededException(IResponse response) : ForbiddenException(response)
{
    public override string Message => ApiErrorMessageSafe ?? "Secondary API Rate Limit exceeded";
}

public class AbuseException(IResponse response) : ForbiddenException(response)
{
    public int? RetryAfterSeconds { get; } =
        int.TryParse(Response.Header(response, "Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    public override string Message => ApiErrorMessageSafe ?? "Request Forbidden - Abuse Detection";
}

public class RateLimitExceededException(IResponse response) : ForbiddenException(response)
{
    public int Limit => (int)Header("x-ratelimit-limit");

    public int Remaining => (int)Header("x-ratelimit-remaining");

    public DateTimeOffset Reset => DateTimeOffset.FromUnixTimeSeconds(Header("x-ratelimit-reset"));

    public override string Message => ApiErrorMessageSafe ?? "API Rate Limit exceeded";

    private long Header(string name) =>
        long.TryParse(Response.Header(HttpResponse, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
