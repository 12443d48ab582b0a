using System.Globalization;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>The repository and the run, as the environment of a job names them.</summary>
internal static class GitHubAccess
{
    private const string JobsLogin = "github-actions[bot]";

    public static GitHubRepository Open(PipelineContext context)
    {
        var settings = GitHubSettings.Of(
            Variable(context, ActionsVariables.Token),
            Variable(context, ActionsVariables.Repository),
            Variable(context, ActionsVariables.ApiUrl));
        return new(settings, context.Progress, context.Time);
    }

    public static GitHubRepository? TryOpen(PipelineContext context) =>
        Variable(context, ActionsVariables.Token) is null ? null : Open(context);

    /// <summary>Which run this is; 0 outside a workflow.</summary>
    public static RunOrder Run(PipelineContext context) =>
        new(Number(context, ActionsVariables.RunId), (int)Number(context, ActionsVariables.RunAttempt));

    // The page with the full reports: a pull request's checks, which is the same for each run, or else the run's.
    public static string? Page(PipelineContext context) =>
        ActionsEvent.Read(context.Environment).PullRequest is { } pull && RepositoryUrl(context) is { } repository
            ? $"{repository}/pull/{pull}/checks"
            : RunUrl(context);

    public static string? RepositoryUrl(PipelineContext context) =>
        Variable(context, ActionsVariables.ServerUrl) is { } server && Variable(context, ActionsVariables.Repository) is { } name
            ? $"{server}/{name}"
            : null;

    public static string? RunUrl(PipelineContext context) =>
        RepositoryUrl(context) is { } repository && Variable(context, ActionsVariables.RunId) is { } run
            ? $"{repository}/actions/runs/{run}"
            : null;

    public static string Author(PipelineContext context) => Variable(context, EnvironmentVariables.Author) ?? JobsLogin;

    /// <summary>A variable's value; null where it is not set or empty.</summary>
    public static string? Variable(PipelineContext context, string name) =>
        context.Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static long Number(PipelineContext context, string name) =>
        long.TryParse(Variable(context, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
