using CompressionPipeline.Core;
using Octokit;

namespace CompressionPipeline.GitHub;

/// <summary>
/// The one comment of a pull request that speaks for a manifest: found by its mark, created or edited, never two. Where two jobs create one
/// at once, each finds both: the lowest id stays and takes the newest run's text, the other goes.
/// </summary>
/// <param name="repository">Where.</param>
/// <param name="author">The login under which this token writes, for example <c>github-actions[bot]</c>: another's comment with our mark
/// is then not ours. Null takes any.</param>
public sealed class PullRequestComment(GitHubRepository repository, string? author = null)
{
    private const int MostRounds = 8;

    private IIssueCommentsClient Comments => repository.Api.Issue.Comment;

    /// <summary>Lets the comment say what <paramref name="body"/> says, unless a newer run has spoken.</summary>
    /// <param name="pullRequest">The pull request's number.</param>
    /// <param name="body">Begins with a <see cref="CommentMark"/>: made by <see cref="CommentBody"/>.</param>
    /// <param name="mode">Whether to write where nothing changed.</param>
    /// <param name="stop">Ends the work between two calls.</param>
    /// <exception cref="ArgumentException">The body has no mark.</exception>
    /// <exception cref="PipelineException">GitHub refused or did not answer; a further run finds what was done.</exception>
    public async Task<CommentOutcome> Put(int pullRequest, string body, CommentMode mode, CancellationToken stop)
    {
        var mark = CommentMark.Of(body) ?? throw new ArgumentException("The body does not begin with a mark.", nameof(body));
        var errand = new Errand($"{{0}} the comment on pull request {pullRequest}", "pull-requests: write");
        var (change, us) = (CommentChange.Unchanged, author);
        IssueComment? created = null;

        // Until a listing shows what it should: one comment, with the newest text.
        for (var round = 1; ; round++)
        {
            var own = await Own(pullRequest, mark, us, created, stop).ConfigureAwait(false);
            if (own.Count == 0)
            {
                created = await Create(pullRequest, body, mark, us, errand, stop).ConfigureAwait(false);
                (change, us) = (CommentChange.Created, created.User?.Login ?? us);
                continue;
            }

            var (keeper, newest) = (own[0], own.MaxBy(comment => CommentMark.Of(comment.Body)!.Run)!);
            var late = CommentMark.Of(newest.Body)!.Run > mark.Run;
            var wanted = late ? newest.Body : body;
            var right = Same(keeper.Body, wanted, mode);
            if ((right && own.Count == 1) || round == MostRounds)
                return new(late ? CommentChange.Superseded : change, keeper.Id, keeper.HtmlUrl);
            if (!right)
            {
                var edited = await Edit(keeper, wanted, errand, stop).ConfigureAwait(false);
                if (edited is null)
                {
                    // Somebody deleted it meanwhile.
                    created = created?.Id == keeper.Id ? null : created;
                    continue;
                }
                created = created?.Id == keeper.Id ? edited : created;
                change = change == CommentChange.Unchanged ? CommentChange.Edited : change;
            }
            foreach (var other in own.Skip(1))
            {
                await Delete(other, errand, stop).ConfigureAwait(false);
                created = created?.Id == other.Id ? null : created;
                change = CommentChange.Edited;
            }
        }
    }

    /// <summary>Whether there is a comment with a key.</summary>
    /// <param name="pullRequest">The pull request's number.</param>
    /// <param name="key">What it is about: a <see cref="CommentMark.Key"/>.</param>
    /// <param name="stop">Ends waiting.</param>
    /// <exception cref="PipelineException">GitHub refused or did not answer.</exception>
    public async Task<bool> IsThere(int pullRequest, string key, CancellationToken stop) =>
        (await Own(pullRequest, new(key, default), author, null, stop).ConfigureAwait(false)).Count > 0;

    /// <summary>Our comments about this, oldest first. What we have just created is among them even where the listing lags.</summary>
    private async Task<List<IssueComment>> Own(int pullRequest, CommentMark mark, string? us, IssueComment? created, CancellationToken stop)
    {
        var errand = new Errand($"read the comments on pull request {pullRequest}", "pull-requests: read");
        var all = await repository.Patiently.Ask(
            errand, () => Comments.GetAllForIssue(repository.Owner, repository.Name, pullRequest, GitHubRepository.Pages), stop).ConfigureAwait(false);
        return [.. all.Concat(created is null ? [] : [created])
            .Where(comment => CommentMark.Of(comment.Body)?.Key == mark.Key)
            .Where(comment => us is null || string.Equals(comment.User?.Login, us, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(comment => comment.Id)
            .OrderBy(comment => comment.Id)];
    }

    private Task<IssueComment> Create(int pullRequest, string body, CommentMark mark, string? us, Errand errand, CancellationToken stop) =>
        repository.Patiently.Once(
            For(errand, "create"),
            () => Comments.Create(repository.Owner, repository.Name, pullRequest, body),
            async () => (await Own(pullRequest, mark, us, null, stop).ConfigureAwait(false)).Find(comment => CommentMark.Of(comment.Body)!.Run == mark.Run),
            stop);

    private Task<IssueComment?> Edit(IssueComment comment, string body, Errand errand, CancellationToken stop) =>
        repository.Patiently.AskOrNull(
            For(errand, "edit"), () => Comments.Update(repository.Owner, repository.Name, comment.Id, body), stop);

    private Task<IssueComment?> Delete(IssueComment comment, Errand errand, CancellationToken stop) =>
        repository.Patiently.AskOrNull(For(errand, "delete a duplicate of"), async () =>
        {
            await Comments.Delete(repository.Owner, repository.Name, comment.Id).ConfigureAwait(false);
            return comment;
        }, stop);

    private static Errand For(Errand errand, string verb) =>
        errand with { Purpose = errand.Purpose.Replace("{0}", verb, StringComparison.Ordinal) };

    private static bool Same(string actual, string wanted, CommentMode mode) =>
        CommentMark.ContentOf(actual) == CommentMark.ContentOf(wanted)
        && (mode == CommentMode.OnChange || CommentMark.Of(actual) == CommentMark.Of(wanted));
}
