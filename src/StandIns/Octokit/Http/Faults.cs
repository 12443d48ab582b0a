using System.Net;

namespace Octokit;

/// <summary>Which exception an answer is.</summary>
internal static class Faults
{
    public static void ThrowOn(IResponse response)
    {
        if ((int)response.StatusCode < 400)
            return;
        throw response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new AuthorizationException(response),
            HttpStatusCode.Forbidden => Forbidden(response),
            HttpStatusCode.NotFound => new NotFoundException(response),
            HttpStatusCode.UnprocessableEntity => new ApiValidationException(response),
            _ => new ApiException(response),
        };
    }

    private static ForbiddenException Forbidden(IResponse response)
    {
        var body = response.Body as string ?? "";
        return Says("rate limit exceeded") ? new RateLimitExceededException(response)
            : Says("secondary rate limit") ? new SecondaryRateLimitExceededException(response)
            : Says("abuse-rate-limits") || Says("abuse detection mechanism") ? new AbuseException(response)
            : new ForbiddenException(response);

        bool Says(string words) => body.Contains(words, StringComparison.Ordinal);
    }
}
