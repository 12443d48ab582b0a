using CompressionPipeline.GitHub.Connecting;
using Octokit;

namespace CompressionPipeline.GitHub.Comments;

/// <summary>
/// The one comment of a pull request that speaks for a manifest: found by its mark, created or edited, never two. Where two
/// jobs create one at once, each finds both: the lowest id stays and takes the newest run's text, the other goes.
/// </summary>
/// <param name="author">The login under which this token writes, for example <c>github-actions[bot]</c>: another's comment with
/// our mark is then not ours. Null takes any.</param>
internal sealed class PullRequestComment(GitHubRepository repository, string? author = null)
{
    private const int MostRounds = 8;

    /// <summary>
    /// Creates the comment, or edits it where it says something else, unless a newer run wrote it. An unchanged comment keeps the
    /// number of the run that wrote it: an older run that differs may then write over it.
    /// </summary>
    /// <param name="body">Begins with a <see cref="CommentMark"/>: made by <see cref="CommentBody"/>.</param>
    public async Task<CommentOutcome> Put(int pullRequest, string body, CancellationToken stop)
    {
        var mark = CommentMark.Of(body) ?? throw new ArgumentException("The body does not begin with a mark.", nameof(body));
        var own = new OwnComments(repository, pullRequest, mark, author, stop);

        // Until a listing shows one comment, with the newest text.
        for (var round = 1; ; round++)
        {
            var comments = await own.List().ConfigureAwait(false);
            if (comments.Count == 0)
            {
                await own.Create(body).ConfigureAwait(false);
                continue;
            }

            var newest = comments.MaxBy(comment => CommentMark.Of(comment.Body)!.Run)!;
            var isLate = CommentMark.Of(newest.Body)!.Run.CompareTo(mark.Run) > 0;
            var wanted = isLate ? newest.Body : body;
            if ((comments is [var only] && SaysSo(only, wanted)) || round == MostRounds)
                return new(isLate ? CommentChange.Superseded : own.Change, comments[0].Id, comments[0].HtmlUrl);
            await Settle(own, comments, wanted).ConfigureAwait(false);
        }
    }

    public async Task<bool> IsThere(int pullRequest, string key, CancellationToken stop) =>
        (await new OwnComments(repository, pullRequest, new(key, default), author, stop).List().ConfigureAwait(false)).Count > 0;

    private static async Task Settle(OwnComments own, List<IssueComment> comments, string wanted)
    {
        // The newest run's number is kept with its text, because the comment that held it is deleted.
        if ((!SaysSo(comments[0], wanted) || CommentMark.Of(comments[0].Body) != CommentMark.Of(wanted))
            && !await own.Edit(comments[0], wanted).ConfigureAwait(false))
            return;
        foreach (var other in comments.Skip(1))
            await own.Delete(other).ConfigureAwait(false);
    }

    private static bool SaysSo(IssueComment comment, string wanted) =>
        CommentMark.ContentOf(comment.Body) == CommentMark.ContentOf(wanted);
}

/// <summary>What was done with a comment.</summary>
public enum CommentChange
{
    /// <summary>It was created.</summary>
    Created,

    /// <summary>It was edited.</summary>
    Edited,

    /// <summary>It had the same text before.</summary>
    Unchanged,

    /// <summary>A newer run wrote it, so this run did not.</summary>
    Superseded,
}

internal sealed record CommentOutcome(CommentChange Change, long Id, string? Url);
