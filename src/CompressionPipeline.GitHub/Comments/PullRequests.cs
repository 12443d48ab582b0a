using CompressionPipeline.GitHub.Connecting;
using Octokit;

namespace CompressionPipeline.GitHub.Comments;

internal sealed class PullRequests(GitHubRepository repository)
{
    public Task<PullRequest> Get(int number, CancellationToken stop) => repository.Calls.Run(
        new Operation($"read pull request {number}", "pull-requests: read"),
        () => repository.Api.PullRequest.Get(repository.Owner, repository.Name, number), stop);

    /// <summary>The open pull request whose head is a commit of a fork's branch; null where there is none.</summary>
    public async Task<PullRequest?> Find(string fork, string branch, string commit, CancellationToken stop)
    {
        var request = new PullRequestRequest { State = ItemStateFilter.Open, Head = $"{fork.Split('/')[0]}:{branch}" };
        var pulls = await repository.Calls.Run(
            new Operation("look for the pull request of a branch", "pull-requests: read"),
            () => repository.Api.PullRequest.GetAllForRepository(
                repository.Owner, repository.Name, request, GitHubRepository.Pages), stop).ConfigureAwait(false);
        return pulls.FirstOrDefault(pull => pull.Head.Sha == commit
            && string.Equals(pull.Head.Repository?.FullName, fork, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// The head commits of the pull requests that were merged into a branch, forks' too, among the 100 for that branch that
    /// were closed or changed last. Those closed without a merge are not among them.
    /// </summary>
    /// <returns>Commits of 40 hexadecimal characters: each pull request's newest when it was merged, whatever the merge made of
    /// it.</returns>
    public async Task<IReadOnlySet<string>> MergedHeads(string branch, CancellationToken stop = default)
    {
        var request = new PullRequestRequest
        {
            State = ItemStateFilter.Closed,
            Base = branch,
            SortProperty = PullRequestSort.Updated,
            SortDirection = SortDirection.Descending,
        };
        var page = new ApiOptions { PageSize = GitHubRepository.PageSize, PageCount = 1 };
        var pulls = await repository.Calls.Run(
            new Operation($"look for what was merged into {branch}", "pull-requests: read"),
            () => repository.Api.PullRequest.GetAllForRepository(
                repository.Owner, repository.Name, request, page), stop).ConfigureAwait(false);
        // For a request without a branch, GitHub returns the pull requests of every branch.
        return pulls.Where(pull => pull.Merged && pull.Base.Ref == branch).Select(pull => pull.Head.Sha)
            .ToHashSet(StringComparer.Ordinal);
    }
}
