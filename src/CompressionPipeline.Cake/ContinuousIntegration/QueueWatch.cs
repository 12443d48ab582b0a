using CompressionPipeline.GitHub.Runs;
using CompressionPipeline.Pipeline.Planning;

namespace CompressionPipeline.Cake.ContinuousIntegration;

/// <summary>Watches whether the planned jobs find runners.</summary>
internal sealed class QueueWatch(Func<CancellationToken, Task<IReadOnlyList<JobStatus>>> jobs, TimeProvider clock)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> waiting = [];

    /// <summary>Returns when every planned job has found a runner or was skipped, or when one waits too long.</summary>
    /// <returns>The jobs that wait too long; empty where none does.</returns>
    public async Task<IReadOnlyList<MatrixJob>> Watch(PlanFile plan, TimeSpan longestWait, TimeSpan limit, CancellationToken stop)
    {
        var end = clock.GetUtcNow() + limit;
        while (true)
        {
            var seen = await jobs(stop).ConfigureAwait(false);
            // A runner with these labels works on another job: the next one waits its turn.
            var busy = plan.Jobs().Where(job => Find(seen, job)?.State == JobState.Running).Select(Labels).ToHashSet();
            var stuck = plan.Jobs()
                .Where(
                    job => Waited(job, Find(seen, job)?.State == JobState.Queued && !busy.Contains(Labels(job))) >= longestWait)
                .ToList();
            if (stuck.Count > 0 || IsOver(plan, seen) || clock.GetUtcNow() >= end)
                return stuck;
            await Task.Delay(Interval, clock, stop).ConfigureAwait(false);
        }
    }

    // GitHub does not report since when a job waits.
    private TimeSpan Waited(MatrixJob job, bool queued)
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

    // GitHub prefixes the name of a job in a reusable workflow with the caller's.
    private static JobStatus? Find(IReadOnlyList<JobStatus> seen, MatrixJob job) =>
        seen.FirstOrDefault(status => status.Name == $"compress {job.Name}"
            || status.Name.EndsWith($" / compress {job.Name}", StringComparison.Ordinal));
}
