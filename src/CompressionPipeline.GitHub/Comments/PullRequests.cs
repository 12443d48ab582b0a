using CompressionPipeline.Core;
using Octokit;

namespace CompressionPipeline.GitHub;

/// <summary>What GitHub itself says of a pull request: for jobs that have its number from somebody whom they need not believe.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Head">The commit that it brings, 40 hexadecimal characters.</param>
/// <param name="Base">The newest commit of the branch that it is for; not the merge base.</param>
/// <param name="IsFromFork">Whether it comes from another repository, or from one that is gone.</param>
/// <param name="IsMerged">Whether it is merged.</param>
public sealed record PullRequestFacts(int Number, string Head, string Base, bool IsFromFork, bool IsMerged);

/// <summary>Pull requests of a repository.</summary>
/// <param name="repository">Which.</param>
public sealed class PullRequests(GitHubRepository repository)
{
    private readonly GitHubRepository repository = repository;

    /// <summary>Asks for one.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="stop">Ends waiting.</param>
    /// <exception cref="PipelineException">There is none, or GitHub refused or did not answer.</exception>
    public async Task<PullRequestFacts> Get(int number, CancellationToken stop)
    {
        var pull = await repository.Patiently.Ask(
            new Errand($"read pull request {number}", "pull-requests: read"),
            () => repository.Api.PullRequest.Get(repository.Owner, repository.Name, number), stop).ConfigureAwait(false);
        return Facts(pull);
    }

    /// <summary>The open pull request that brings a commit of a branch; null where there is none.</summary>
    /// <param name="repository">Where the branch is, <c>owner/name</c>.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="commit">Its newest commit.</param>
    /// <param name="stop">Ends waiting.</param>
    /// <exception cref="PipelineException">GitHub refused or did not answer.</exception>
    public async Task<PullRequestFacts?> Find(string repository, string branch, string commit, CancellationToken stop)
    {
        var request = new PullRequestRequest { State = ItemStateFilter.Open, Head = $"{repository.Split('/')[0]}:{branch}" };
        var pulls = await this.repository.Patiently.Ask(
            new Errand("look for the pull request of a branch", "pull-requests: read"),
            () => this.repository.Api.PullRequest.GetAllForRepository(this.repository.Owner, this.repository.Name, request, GitHubRepository.Pages), stop).ConfigureAwait(false);
        return pulls.Where(pull => string.Equals(pull.Head.Repository?.FullName, repository, StringComparison.OrdinalIgnoreCase) && pull.Head.Sha == commit)
            .Select(Facts).FirstOrDefault();
    }

    private PullRequestFacts Facts(PullRequest pull)
    {
        var fork = !string.Equals(pull.Head.Repository?.FullName, repository.FullName, StringComparison.OrdinalIgnoreCase);
        return new(pull.Number, pull.Head.Sha, pull.Base.Sha, fork, pull.Merged);
    }
}
