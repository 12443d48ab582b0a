using CompressionPipeline.Core;

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
    /// <summary>Asks for one.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="stop">Ends waiting.</param>
    /// <exception cref="PipelineException">There is none, or GitHub refused or did not answer.</exception>
    public async Task<PullRequestFacts> Get(int number, CancellationToken stop)
    {
        var pull = await repository.Patiently.Ask(
            new Errand($"read pull request {number}", "pull-requests: read"),
            () => repository.Api.PullRequest.Get(repository.Owner, repository.Name, number), stop).ConfigureAwait(false);
        var fork = !string.Equals(pull.Head.Repository?.FullName, repository.FullName, StringComparison.OrdinalIgnoreCase);
        return new(pull.Number, pull.Head.Sha, pull.Base.Sha, fork, pull.Merged);
    }
}
