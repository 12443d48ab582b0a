using CompressionPipeline.GitHub.Connecting;
using Octokit;

namespace CompressionPipeline.GitHub.Comments;

/// <summary>A pull request as GitHub reports it.</summary>
/// <param name="Base">The newest commit of its target branch; not the merge base.</param>
/// <param name="IsFromFork">Whether it comes from another repository, or from one that is gone.</param>
internal sealed record PullRequestFacts(int Number, string Head, string Base, bool IsFromFork);

internal sealed class PullRequests(GitHubRepository repository)
{
    private readonly GitHubRepository repository = repository;

    public async Task<PullRequestFacts> Get(int number, CancellationToken stop)
    {
        var pull = await repository.Calls.Run(
            new Operation($"read pull request {number}", "pull-requests: read"),
            () => repository.Api.PullRequest.Get(repository.Owner, repository.Name, number), stop).ConfigureAwait(false);
        return Facts(pull);
    }

    /// <summary>The open pull request whose head is a commit of a branch; null where there is none.</summary>
    public async Task<PullRequestFacts?> Find(string repository, string branch, string commit, CancellationToken stop)
    {
        var request = new PullRequestRequest { State = ItemStateFilter.Open, Head = $"{repository.Split('/')[0]}:{branch}" };
        var pulls = await this.repository.Calls.Run(
            new Operation("look for the pull request of a branch", "pull-requests: read"),
            () => this.repository.Api.PullRequest.GetAllForRepository(
                this.repository.Owner, this.repository.Name, request, GitHubRepository.Pages), stop).ConfigureAwait(false);
        return pulls.Where(pull => string.Equals(pull.Head.Repository?.FullName, repository, StringComparison.OrdinalIgnoreCase)
            && pull.Head.Sha == commit)
            .Select(Facts).FirstOrDefault();
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

    private PullRequestFacts Facts(PullRequest pull)
    {
        var fork = !string.Equals(pull.Head.Repository?.FullName, repository.FullName, StringComparison.OrdinalIgnoreCase);
        return new(pull.Number, pull.Head.Sha, pull.Base.Sha, fork);
    }
}
