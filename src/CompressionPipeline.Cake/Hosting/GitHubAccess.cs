using System.Globalization;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>The repository and the run, as the environment of a job names them.</summary>
internal static class GitHubAccess
{
    private const string JobsLogin = "github-actions[bot]";

    /// <summary>The repository of this job.</summary>
    /// <exception cref="Core.PipelineException">A variable is missing or cannot be one.</exception>
    public static GitHubRepository Open(PipelineContext context) => new(
        GitHubSettings.Of(Word(context, ActionsVariables.Token), Word(context, ActionsVariables.Repository), Word(context, ActionsVariables.ApiUrl)), context.Progress, context.Time);

    /// <summary>The repository of this job; null where it has no token.</summary>
    public static GitHubRepository? TryOpen(PipelineContext context) => Word(context, ActionsVariables.Token) is null ? null : Open(context);

    /// <summary>Which run this is; 0 outside a workflow.</summary>
    public static RunOrder Run(PipelineContext context) => new(Number(context, ActionsVariables.RunId), (int)Number(context, ActionsVariables.RunAttempt));

    /// <summary>Where people find everything: a pull request's checks, whose address is the same for each run of it, or else the run's page.</summary>
    public static string? Page(PipelineContext context) =>
        ActionsEvent.Read(context.Environment).PullRequest is { } pull && RepositoryUrl(context) is { } repository
            ? $"{repository}/pull/{pull}/checks"
            : RunUrl(context);

    /// <summary>The repository's page; null outside a workflow.</summary>
    public static string? RepositoryUrl(PipelineContext context) =>
        Word(context, ActionsVariables.ServerUrl) is { } server && Word(context, ActionsVariables.Repository) is { } repository ? $"{server}/{repository}" : null;

    /// <summary>The page of this run, for people; null outside a workflow.</summary>
    public static string? RunUrl(PipelineContext context) =>
        RepositoryUrl(context) is { } repository && Word(context, ActionsVariables.RunId) is { } run ? $"{repository}/actions/runs/{run}" : null;

    /// <summary>The login under which this job's token comments.</summary>
    public static string Author(PipelineContext context) => Word(context, EnvironmentVariables.Author) ?? JobsLogin;

    /// <summary>A variable's value; null where it is not set or empty.</summary>
    public static string? Word(PipelineContext context, string name) => context.Environment.GetEnvironmentVariable(name) is { Length: > 0 } word ? word : null;

    private static long Number(PipelineContext context, string name) =>
        long.TryParse(Word(context, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
