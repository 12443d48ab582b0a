using CompressionPipeline.GitHub.Connecting;
using Octokit;

namespace CompressionPipeline.GitHub.Comments;

/// <summary>Our comments with one key on one pull request.</summary>
/// <param name="author">Our login; null accepts any until a comment was created.</param>
internal sealed class OwnComments(
    GitHubRepository repository, int pullRequest, CommentMark mark, string? author, CancellationToken stop)
{
    private string? us = author;
    // A listing may not include the comment that we have just created.
    private IssueComment? created;

    public CommentChange Change { get; private set; } = CommentChange.Unchanged;

    private IIssueCommentsClient Comments => repository.Api.Issue.Comment;

    /// <summary>All of them, oldest first.</summary>
    public async Task<List<IssueComment>> List()
    {
        var all = await repository.Calls.Run(
            new Operation($"read the comments on pull request {pullRequest}", "pull-requests: read"),
            () => Comments.GetAllForIssue(
                repository.Owner, repository.Name, pullRequest, GitHubRepository.Pages), stop).ConfigureAwait(false);
        return [.. all.Concat(created is null ? [] : [created])
            .Where(comment => CommentMark.Of(comment.Body)?.Key == mark.Key)
            .Where(comment => us is null || string.Equals(comment.User?.Login, us, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(comment => comment.Id)
            .OrderBy(comment => comment.Id)];
    }

    public async Task Create(string body)
    {
        created = await repository.Calls.RunOnce(
            To("create"),
            () => Comments.Create(repository.Owner, repository.Name, pullRequest, body),
            async () => (await List().ConfigureAwait(false)).Find(comment => CommentMark.Of(comment.Body)!.Run == mark.Run),
            stop).ConfigureAwait(false);
        us = created.User?.Login ?? us;
        Change = CommentChange.Created;
    }

    /// <summary>Edits a comment; false where it was deleted meanwhile.</summary>
    public async Task<bool> Edit(IssueComment comment, string body)
    {
        var edited = await repository.Calls.RunOrNull(
            To("edit"), () => Comments.Update(repository.Owner, repository.Name, comment.Id, body), stop).ConfigureAwait(false);
        Replace(comment, edited);
        if (edited is not null && Change == CommentChange.Unchanged)
            Change = CommentChange.Edited;
        return edited is not null;
    }

    public async Task Delete(IssueComment comment)
    {
        await repository.Calls.RunOrNull(To("delete a duplicate of"), async () =>
        {
            await Comments.Delete(repository.Owner, repository.Name, comment.Id).ConfigureAwait(false);
            return comment;
        }, stop).ConfigureAwait(false);
        Replace(comment, null);
        Change = CommentChange.Edited;
    }

    private void Replace(IssueComment before, IssueComment? now) => created = created?.Id == before.Id ? now : created;

    private Operation To(string verb) => new($"{verb} the comment on pull request {pullRequest}", "pull-requests: write");
}
