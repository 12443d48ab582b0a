using CompressionPipeline.Core;
using Octokit;

namespace CompressionPipeline.GitHub;

/// <summary>How far a job is.</summary>
public enum JobState
{
    /// <summary>Nobody has taken it yet.</summary>
    Queued,

    /// <summary>Somebody works on it.</summary>
    Running,

    /// <summary>It ended, one way or another.</summary>
    Completed,
}

/// <summary>A check run, which is how GitHub shows a job.</summary>
/// <param name="Name">Its name; of a job in a reusable workflow <c>caller / job</c>.</param>
/// <param name="State">How far it is.</param>
/// <param name="Failed">Whether it ended, and not with success.</param>
public sealed record JobStatus(string Name, JobState State, bool Failed);

/// <summary>The check runs on a commit.</summary>
/// <param name="repository">Where.</param>
public sealed class CheckRuns(GitHubRepository repository)
{
    /// <summary>The newest of each name.</summary>
    /// <param name="commit">The commit, 40 hexadecimal characters.</param>
    /// <param name="stop">Ends waiting.</param>
    /// <exception cref="PipelineException">GitHub refused or did not answer.</exception>
    public async Task<IReadOnlyList<JobStatus>> Of(string commit, CancellationToken stop)
    {
        var request = new CheckRunRequest { Filter = CheckRunCompletedAtFilter.Latest };
        var found = await repository.Patiently.Ask(
            new Errand("read the checks of a commit", "checks: read"),
            () => repository.Api.Check.Run.GetAllForReference(repository.Owner, repository.Name, commit, request, GitHubRepository.Pages), stop).ConfigureAwait(false);
        return [.. found.CheckRuns.GroupBy(run => run.Name).Select(group => Status(group.MaxBy(run => run.Id)!))];
    }

    // GitHub has more words for waiting than the client knows: waiting, requested, pending.
    private static JobStatus Status(CheckRun run)
    {
        var state = run.Status.TryParse(out var known) ? known switch
        {
            CheckStatus.Completed => JobState.Completed,
            CheckStatus.InProgress => JobState.Running,
            _ => JobState.Queued,
        } : JobState.Queued;
        var failed = state == JobState.Completed && !(run.Conclusion is { } conclusion && conclusion.TryParse(out var end) && end == CheckConclusion.Success);
        return new(run.Name, state, failed);
    }
}
