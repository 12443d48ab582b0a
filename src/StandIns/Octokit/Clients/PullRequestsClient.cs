namespace Octokit;

public interface IPullRequestsClient
{
    Task<PullRequest> Get(string owner, string name, int pullRequestNumber);

    Task<IReadOnlyList<PullRequest>> GetAllForRepository(string owner, string name, PullRequestRequest request, ApiOptions options);
}

internal sealed class PullRequestsClient(Requests requests) : IPullRequestsClient
{
    public Task<PullRequest> Get(string owner, string name, int pullRequestNumber) =>
        requests.Get<PullRequest>($"repos/{owner}/{name}/pulls/{pullRequestNumber}");

    public Task<IReadOnlyList<PullRequest>> GetAllForRepository(string owner, string name, PullRequestRequest request, ApiOptions options) =>
        requests.All<PullRequest>($"repos/{owner}/{name}/pulls?state={request.State.ToString().ToLowerInvariant()}&head={Uri.EscapeDataString(request.Head)}", options);
}
