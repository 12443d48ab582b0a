using Cake.Core.Diagnostics;
using CompressionPipeline.Cake.Context;
using CompressionPipeline.Cake.Vocabulary;
using CompressionPipeline.GitHub.Actions;
using CompressionPipeline.GitHub.Comments;
using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>Brings sections where people and later jobs look: the step's page, the job's outputs, the pull request's comment.</summary>
internal static class Announcement
{
    /// <summary>Fills the step's page and the job's outputs, where there are such.</summary>
    public static void Hand(PipelineContext context, IReadOnlyList<CommentSection> sections, string verdict, string? url)
    {
        if (GitHubAccess.Word(context, ActionsVariables.StepSummary) is { } page)
            StepSummary.Append(page, sections, Elsewhere(url));
        if (GitHubAccess.Word(context, ActionsVariables.Output) is { } outputs)
            JobOutputs.Append(outputs, [new("verdict", verdict)]);
    }

    /// <summary>Lets the pull request's one comment about this manifest say so; no pull request, no comment.</summary>
    /// <param name="context">The run.</param>
    /// <param name="repository">Where.</param>
    /// <param name="sections">What it says.</param>
    /// <param name="quiet">Whether it is worth a comment only where there is one already.</param>
    /// <param name="url">The run's page.</param>
    public static void Comment(PipelineContext context, GitHubRepository repository, IReadOnlyList<CommentSection> sections, bool quiet, string? url)
    {
        var cause = ActionsEvent.Read(context.Environment);
        if (cause.PullRequest is not { } pull)
        {
            context.Log.Information("No pull request: nothing to comment on.");
            return;
        }
        // A run that is late could not tell by the comment alone: a newer run that found nothing to change left no trace there.
        if (new PullRequests(repository).Get(pull, context.Interrupted).GetAwaiter().GetResult().Head != cause.Head)
        {
            context.Log.Information("Pull request {0} has a newer commit, and this run says nothing of it any more.", pull);
            return;
        }
        Comment(context, repository, pull, sections, quiet, url);
    }

    /// <summary>The same, where the number is known from elsewhere.</summary>
    public static void Comment(PipelineContext context, GitHubRepository repository, int pull, IReadOnlyList<CommentSection> sections, bool quiet, string? url)
    {
        var mark = new CommentMark(Path.GetRelativePath(context.Root, context.Request.Manifest).Replace('\\', '/'), GitHubAccess.Run(context));
        var comments = new PullRequestComment(repository, GitHubAccess.Author(context));
        if (quiet && !comments.IsThere(pull, mark.Key, context.Interrupted).GetAwaiter().GetResult())
        {
            context.Log.Information("Nothing changed, and no comment says otherwise: pull request {0} gets none.", pull);
            return;
        }
        var outcome = comments.Put(pull, CommentBody.Render(mark, sections, Elsewhere(url)), CommentMode.OnChange, context.Interrupted).GetAwaiter().GetResult();
        context.Log.Information("Comment on pull request {0}: {1} {2}", pull, outcome.Change.ToString().ToLowerInvariant(), outcome.Url);
    }

    private static string Elsewhere(string? url) => url is null ? $"the folder `{Paths.Results}`." : $"[here]({url}).";
}
