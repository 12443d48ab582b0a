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
        requests.All<PullRequest>($"repos/{owner}/{name}/pulls?{Query(request)}", options);

    // What is empty is left out, as by the package.
    private static string Query(PullRequestRequest request) => string.Join('&', new[]
    {
        ("state", EnumNames.Of(request.State)),
        ("head", request.Head),
        ("base", request.Base),
        ("sort", request.SortProperty == PullRequestSort.LongRunning ? "long-running" : EnumNames.Of(request.SortProperty)),
        ("direction", request.SortDirection == SortDirection.Ascending ? "asc" : "desc"),
    }.Where(word => !string.IsNullOrEmpty(word.Item2)).Select(word => $"{word.Item1}={Uri.EscapeDataString(word.Item2)}"));
}
