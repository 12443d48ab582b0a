using CompressionPipeline.GitHub.Connecting;

namespace CompressionPipeline.GitHub.Runs;

internal sealed class RunJobs(GitHubRepository repository)
{
    // Every job of one attempt of a run; those of earlier attempts and of other runs on the same commit are not among them.
    public async Task<IReadOnlyList<JobStatus>> Of(long run, int attempt, CancellationToken stop = default)
    {
        var list = new ActionsList(
            repository, new Operation($"read the jobs of run {run}", "actions: read"), $"runs/{run}/attempts/{attempt}/jobs");
        return await list.Read<JobPage, JobEntry>(page => page.Jobs, stop).Select(Status).ToListAsync(stop).ConfigureAwait(false);
    }

    // GitHub has several words for waiting: queued, waiting, requested, pending.
    private static JobStatus Status(JobEntry job) => new(job.Name, job.Status switch
    {
        "completed" => JobState.Completed,
        "in_progress" => JobState.Running,
        _ => JobState.Queued,
    });

    private sealed class JobPage
    {
        public IReadOnlyList<JobEntry> Jobs { get; set; } = [];
    }

    private sealed class JobEntry
    {
        public string Name { get; set; } = "";

        public string Status { get; set; } = "";
    }
}

/// <summary>The state of a job.</summary>
public enum JobState
{
    /// <summary>It waits for a runner.</summary>
    Queued,

    /// <summary>A runner works on it.</summary>
    Running,

    /// <summary>It ended.</summary>
    Completed,
}

/// <summary>A job of a workflow run.</summary>
/// <param name="Name">Its name; of a job in a reusable workflow <c>caller / job</c>.</param>
internal sealed record JobStatus(string Name, JobState State);
