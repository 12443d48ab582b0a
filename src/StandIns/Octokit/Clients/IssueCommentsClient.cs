namespace Octokit;

public interface IIssueCommentsClient
{
    Task<IssueComment> Get(string owner, string name, long commentId);

    Task<IReadOnlyList<IssueComment>> GetAllForIssue(string owner, string name, long issueNumber, ApiOptions options);

    Task<IssueComment> Create(string owner, string name, long issueNumber, string newComment);

    Task<IssueComment> Update(string owner, string name, long commentId, string commentUpdate);

    Task Delete(string owner, string name, long commentId);
}

internal sealed class IssueCommentsClient(Requests requests) : IIssueCommentsClient
{
    public Task<IssueComment> Get(string owner, string name, long commentId) => requests.Get<IssueComment>(One(owner, name, commentId));

    public Task<IReadOnlyList<IssueComment>> GetAllForIssue(string owner, string name, long issueNumber, ApiOptions options) =>
        requests.All<IssueComment>(Of(owner, name, issueNumber) + "?sort=created&direction=asc", options);

    public Task<IssueComment> Create(string owner, string name, long issueNumber, string newComment) =>
        requests.Post<IssueComment>(Of(owner, name, issueNumber), new { body = newComment });

    public Task<IssueComment> Update(string owner, string name, long commentId, string commentUpdate) =>
        requests.Patch<IssueComment>(One(owner, name, commentId), new { body = commentUpdate });

    public Task Delete(string owner, string name, long commentId) => requests.Delete(One(owner, name, commentId));

    private static string Of(string owner, string name, long issueNumber) => $"repos/{owner}/{name}/issues/{issueNumber}/comments";

    private static string One(string owner, string name, long commentId) => $"repos/{owner}/{name}/issues/comments/{commentId}";
}
