using System.Runtime.ExceptionServices;
using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Store;

namespace CompressionPipeline.Pipeline.Running;

/// <summary>
/// Runs what is stale in a plan, one stage at a time. Other processes may run the same plan, or another one, over the same store:
/// a stage that one of them is at is left to it while there is something else to do. Where a stage fails, what does not need it
/// is still done: of a night's variants, one that cannot be made does not cost the others.
/// </summary>
/// <param name="store">Where artifacts are looked for and published.</param>
/// <param name="settings">Machine, version, clock, results folder.</param>
public sealed class Runner(ArtifactStore store, RunnerSettings settings)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the plan and writes a summary, also where it fails.</summary>
    /// <exception cref="PipelineException">A stage says what the user can fix, or the disk is full; the message names the
    /// stage. Or several stages failed; the message has a line for each.</exception>
    /// <exception cref="StageFailedException">One stage failed, with any other exception.</exception>
    /// <exception cref="OperationCanceledException">The user asked to stop; what stages saved in their scratch folders
    /// stays.</exception>
    public RunSummary Run(Plan plan, IProgressSink progress, CancellationToken cancellation = default)
    {
        var (started, clock) = (settings.Time.GetUtcNow(), settings.Time.GetTimestamp());
        var outcomes = new List<StageOutcome>();
        var artifacts = new Dictionary<string, Artifact>();
        var work = new StageWork(store, settings, progress);
        var (open, told, failures) = (new List<StageStatus>(), new HashSet<string>(), new List<Exception>());
        foreach (var status in Prepare(plan))
        {
            if (status.State != StageState.NotNeeded)
            {
                open.Add(status);
                continue;
            }
            progress.Info($"{status.Planned.Id}: {status.Reason}");
            outcomes.Add(new StageOutcome(
                status.Planned.Id, status.Planned.Key.ToString(), OutcomeKind.NotNeeded, status.Reason, 0, []));
        }
        var ahead = open.Select(status => status.Planned.Id).ToHashSet();
        while (open.Exists(CanRun))
        {
            var reasons = new List<string>();
            var done = open.FindIndex(status => CanRun(status) && Do(status, reasons.Add));
            if (done >= 0)
            {
                open.RemoveAt(done);
                continue;
            }
            // All that is left is in other hands.
            if (told.Add(reasons[0]))
                progress.Info(reasons[0]);
            cancellation.WaitHandle.WaitOne(BetweenLooks);
        }
        if (failures.Count > 0)
        {
            TryWrite(Summary());
            // As it was thrown where it is the only one, so that the kind of error stays.
            if (failures is [var only])
                ExceptionDispatchInfo.Throw(only);
            throw new PipelineException(
                $"{failures.Count} stages failed:\n{string.Join('\n', failures.Select(failure => failure.Message))}",
                new AggregateException(failures));
        }
        RunJournal.Write(store.Layout.Runs, Summary());
        return Summary();

        // What failed stays ahead of what reads it.
        bool CanRun(StageStatus status) => !status.Planned.Inputs.Values.Any(ahead.Contains);

        // Whether a stage has ended, well or not; else another process is at it.
        bool Do(StageStatus status, Action<string> waits)
        {
            try
            {
                if (work.Do(status, artifacts, waits, cancellation) is not var (outcome, artifact))
                    return false;
                outcomes.Add(outcome);
                artifacts.Add(status.Planned.Id, artifact);
                ahead.Remove(status.Planned.Id);
            }
            catch (Exception error)
            {
                var isStop = error is OperationCanceledException;
                outcomes.Add(new StageOutcome(
                    status.Planned.Id, status.Planned.Key.ToString(), isStop ? OutcomeKind.Stopped : OutcomeKind.Failed,
                    error.Message, 0, []));
                if (isStop)
                {
                    TryWrite(Summary());
                    throw;
                }
                failures.Add(error);
                if (open.Exists(other => other != status && CanRun(other)))
                    progress.Warn($"{error.Message} What does not need {status.Planned.Id} goes on.");
                return true;
            }
            if (status.Planned.Stage.Kind == StageKind.Verdict && settings.ResultsFolder is { } folder)
                WriteResults(Path.Combine(folder, status.Planned.Model), plan, status.Planned, artifacts);
            return true;
        }

        RunSummary Summary() => new()
        {
            Started = started,
            DurationSeconds = settings.Time.GetElapsedTime(clock).TotalSeconds,
            Machine = settings.Machine,
            ToolVersion = settings.ToolVersion,
            Stages = outcomes,
            Artifacts = artifacts,
            Verdicts = plan.Stages.Where(stage => stage.Stage.Kind == StageKind.Verdict && artifacts.ContainsKey(stage.Id))
                .ToDictionary(stage => stage.Model, stage => artifacts[stage.Id]),
        };
    }

    private IReadOnlyList<StageStatus> Prepare(Plan plan)
    {
        try
        {
            Directory.CreateDirectory(store.Root);
            store.Sweep();
            return PlanInspection.Of(plan, store);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw DiskError.Explain(error, store.Root);
        }
    }

    private void TryWrite(RunSummary summary)
    {
        try
        {
            RunJournal.Write(store.Layout.Runs, summary);
        }
        catch (PipelineException)
        {
            // A full disk keeps no journal; the stage's own error is the one to tell.
        }
    }

    private void WriteResults(string folder, Plan plan, PlannedStage verdict, Dictionary<string, Artifact> artifacts)
    {
        using var mine = FileLock.Take(
            Path.Combine(store.Layout.Locks, $"results-{verdict.Model}"), static () => { }, CancellationToken.None);
        OutputFolder.Write(folder, () => ResultFolder.Write(
            folder, artifacts[verdict.Id], artifacts.Where(artifact => plan[artifact.Key].Model == verdict.Model)));
    }
}
