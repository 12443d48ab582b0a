using System.Net;
using Octokit;

namespace CompressionPipeline.GitHub.Connecting;

/// <summary>Why GitHub refused a call, and how that is fixed.</summary>
internal static class Refusal
{
    public static string Of(ApiException error)
    {
        var details = (error.ApiError?.Errors ?? []).Select(Detail).Where(detail => detail.Length > 0).ToList();
        var text = error.ApiError?.Message is { Length: > 0 } message ? message : error.Message;
        return $"GitHub answered {(int)error.StatusCode}: {SingleLine.Of(text)}"
            + (details.Count == 0 ? "" : " " + SingleLine.Of($"({string.Join("; ", details)})"));
    }

    public static string Fix(HttpStatusCode? status, Operation operation) => status switch
    {
        HttpStatusCode.Unauthorized => "The token is not valid, or no longer: set GITHUB_TOKEN again.",
        HttpStatusCode.Forbidden =>
            $"The token lacks the permission `{operation.Permission}`: grant it under `permissions:` of the job, or to the app "
                + "or person whose token it is. "
            + (operation.ForbiddenHint ?? "In a pull request from a fork no job has it: let a workflow_run job do this."),
        HttpStatusCode.NotFound =>
            $"It is not there, or the token may not see it: check the repository's name and that the token has "
                + $"`{operation.Permission}`.",
        HttpStatusCode.UnprocessableEntity => "GitHub does not take what was sent: the reason above names the field.",
        HttpStatusCode.TooManyRequests => "Run again later, or let fewer jobs share this token.",
        null or >= HttpStatusCode.InternalServerError => "Run again: what was done is found and not done twice.",
        _ => "Run again once that is fixed: what was done is found and not done twice.",
    };

    private static string Detail(ApiErrorDetail detail) =>
        string.Join(
            ' ', new[] { detail.Resource, detail.Field, detail.Code, detail.Message }.Where(word => !string.IsNullOrEmpty(word)));
}
