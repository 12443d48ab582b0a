namespace Octokit;

public interface IPullRequestsClient
{
    Task<PullRequest> Get(string owner, string name, int pullRequestNumber);
}

internal sealed class PullRequestsClient(Requests requests) : IPullRequestsClient
{
    public Task<PullRequest> Get(string owner, string name, int pullRequestNumber) =>
        requests.Get<PullRequest>($"repos/{owner}/{name}/pulls/{pullRequestNumber}");
}
