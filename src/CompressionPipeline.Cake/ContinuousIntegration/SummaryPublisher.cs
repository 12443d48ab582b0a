using Cake.Core.Diagnostics;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.Core;
using CompressionPipeline.GitHub.Actions;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>Publishes the summary of a run: on the step's page, in the job's outputs, in the pull request's comment.</summary>
internal static class SummaryPublisher
{
    /// <summary>Writes the step's page and the job's output <c>verdict</c>, where the environment names such files.</summary>
    public static void WriteStep(PipelineContext context, IReadOnlyList<ReportSection> sections, string verdict, string? url)
    {
        if (GitHubAccess.Variable(context, ActionsVariables.StepSummary) is { } page)
            StepFiles.AppendSummary(page, sections, FullReport(url));
        if (GitHubAccess.Variable(context, ActionsVariables.Output) is { } outputs)
            StepFiles.AppendOutputs(outputs, [new("verdict", verdict)]);
    }

    // Creates or edits the comment of the pull request that started the run; does nothing where there is none.
    public static void Comment(
        PipelineContext context, GitHubRepository repository, IReadOnlyList<ReportSection> sections, bool editOnly, string? url)
    {
        var started = ActionsEvent.Read(context.Environment);
        if (started.PullRequest is not { } pull)
        {
            context.Log.Information("No pull request: nothing to comment on.");
            return;
        }
        // The comment alone does not show that this run is outdated: a newer run that found nothing to change did not edit it.
        if (new PullRequests(repository).Get(pull, context.Interrupted).GetAwaiter().GetResult().Head.Sha != started.Head)
        {
            context.Log.Information("Pull request {0} has a newer commit than this run's: no comment.", pull);
            return;
        }
        Comment(context, repository, pull, sections, editOnly, url);
    }

    public static void Comment(
        PipelineContext context,
        GitHubRepository repository,
        int pull,
        IReadOnlyList<ReportSection> sections,
        bool editOnly,
        string? url)
    {
        var manifest = Path.GetRelativePath(context.Root, context.Request.Manifest).Replace('\\', '/');
        var mark = new CommentMark(manifest, GitHubAccess.Run(context));
        var comments = new PullRequestComment(repository, GitHubAccess.Author(context));
        if (editOnly && !comments.IsThere(pull, mark.Key, context.Interrupted).GetAwaiter().GetResult())
        {
            context.Log.Information("Nothing changed, and pull request {0} has no comment to update.", pull);
            return;
        }
        var body = CommentBody.Render(mark, sections, FullReport(url));
        var outcome = comments.Put(pull, body, context.Interrupted).GetAwaiter().GetResult();
        var change = outcome.Change.ToString().ToLowerInvariant();
        context.Log.Information("Comment on pull request {0}: {1} {2}", pull, change, outcome.Url);
    }

    private static string FullReport(string? url) => url is null ? $"the folder `{Paths.Results}`." : $"[here]({url}).";
}
