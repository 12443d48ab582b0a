using CompressionPipeline.GitHub.Runs;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.Hosting;

/// <summary>Watches whether the planned jobs find runners.</summary>
/// <param name="jobs">How far the jobs of this run are.</param>
/// <param name="clock">Whose time is counted.</param>
internal sealed class QueueWatch(Func<CancellationToken, Task<IReadOnlyList<JobStatus>>> jobs, TimeProvider clock)
{
    /// <summary>Between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> waiting = [];

    /// <summary>Ends when every planned job has a runner or will not come any more, or when one waits too long.</summary>
    /// <param name="plan">What was planned.</param>
    /// <param name="patience">The longest that a job may wait.</param>
    /// <param name="limit">The longest to watch.</param>
    /// <param name="stop">Ends watching.</param>
    /// <returns>The jobs that nobody answers; empty where all is well.</returns>
    public async Task<IReadOnlyList<MatrixJob>> Watch(PlanFile plan, TimeSpan patience, TimeSpan limit, CancellationToken stop)
    {
        var end = clock.GetUtcNow() + limit;
        while (true)
        {
            var seen = await jobs(stop).ConfigureAwait(false);
            // A runner that works is no runner that does not answer: its next job waits its turn.
            var busy = plan.Jobs().Where(job => Find(seen, job)?.State == JobState.Running).Select(Labels).ToHashSet();
            var unanswered = plan.Jobs().Where(job => Waits(job, Find(seen, job)?.State == JobState.Queued && !busy.Contains(Labels(job))) >= patience).ToList();
            if (unanswered.Count > 0 || IsOver(plan, seen) || clock.GetUtcNow() >= end)
                return unanswered;
            await Task.Delay(Interval, clock, stop).ConfigureAwait(false);
        }
    }

    // GitHub does not tell since when a job waits.
    private TimeSpan Waits(MatrixJob job, bool queued)
    {
        if (!queued)
        {
            waiting.Remove(job.Name);
            return TimeSpan.Zero;
        }
        waiting.TryAdd(job.Name, clock.GetUtcNow());
        return clock.GetUtcNow() - waiting[job.Name];
    }

    private static bool IsOver(PlanFile plan, IReadOnlyList<JobStatus> seen) =>
        plan.Jobs().All(job => Find(seen, job) is { State: not JobState.Queued });

    private static string Labels(MatrixJob job) => string.Join(',', job.RunsOn);

    // Of a job in a reusable workflow GitHub shows the caller's name before it.
    private static JobStatus? Find(IReadOnlyList<JobStatus> seen, MatrixJob job) =>
        seen.FirstOrDefault(status => status.Name == $"compress {job.Name}" || status.Name.EndsWith($" / compress {job.Name}", StringComparison.Ordinal));
}
