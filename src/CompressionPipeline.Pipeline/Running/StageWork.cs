using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Planning;
using CompressionPipeline.Pipeline.Store;

namespace CompressionPipeline.Pipeline.Running;

/// <summary>Does one planned stage: finds its artifact, or makes it and publishes it.</summary>
internal sealed class StageWork(ArtifactStore store, RunnerSettings settings, IProgressSink progress)
{
    private readonly History history = new(store.Layout);

    /// <summary>Null where another process has to end first; why is told.</summary>
    public (StageOutcome Outcome, Artifact Artifact)? Do(
        StageStatus status, IReadOnlyDictionary<string, Artifact> made, Action<string> waits, CancellationToken cancellation)
    {
        var stage = status.Planned;
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return store.Find(stage.Key) is { } whole ? UpToDate(stage, whole) : Make(status, made, waits, cancellation);
        }
        catch (PipelineException error)
        {
            throw new PipelineException($"{stage.Id}: {error.Message}", error);
        }
        catch (OperationCanceledException)
        {
            progress.Info($"{stage.Id}: stopped. What was finished or saved stays; the next run goes on from there.");
            throw;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException || DiskError.IsFull(error, store.Root))
        {
            throw new PipelineException($"{stage.Id}: {DiskError.Explain(error, store.Root).Message}", error);
        }
        catch (Exception error)
        {
            throw new StageFailedException(stage.Id, error);
        }
    }

    private (StageOutcome Outcome, Artifact Artifact) UpToDate(PlannedStage stage, Artifact artifact)
    {
        progress.Info($"{stage.Id}: up to date (key {stage.Key.Digest.Short}…)");
        return Done(stage, artifact, OutcomeKind.UpToDate, "up to date", TimeSpan.Zero);
    }

    private (StageOutcome Outcome, Artifact Artifact)? Make(
        StageStatus status, IReadOnlyDictionary<string, Artifact> made, Action<string> waits, CancellationToken cancellation)
    {
        var stage = status.Planned;
        using var staging = store.TryBegin(stage.Key);
        if (staging is null)
        {
            waits($"{stage.Id}: waits, because another process is making it (key {stage.Key.Digest.Short}…).");
            return null;
        }
        if (store.Find(stage.Key) is { } theirs)
        {
            progress.Info($"{stage.Id}: made by another process (key {stage.Key.Digest.Short}…)");
            return Done(stage, theirs, OutcomeKind.MadeElsewhere, "made by another process", TimeSpan.Zero);
        }
        using var machine = FileLock.TryTake(Path.Combine(store.Layout.Locks, "machine"), shared: !stage.Stage.RunsAlone);
        if (machine is null)
        {
            waits(stage.Stage.RunsAlone
                ? $"{stage.Id}: waits until it has the machine for itself, because it measures time."
                : $"{stage.Id}: waits, because one that measures time has the machine for itself.");
            return null;
        }
        progress.Info($"{stage.Id}: runs, {status.Reason}");
        var (started, clock) = (settings.Time.GetUtcNow(), settings.Time.GetTimestamp());
        var metrics = stage.Stage.Run(new StageContext
        {
            Options = stage.Options.DeepClone().AsObject(),
            Inputs = stage.Inputs.ToDictionary(input => input.Key, input => made[input.Value]),
            Seed = stage.Seed,
            OutputFolder = staging.OutputFolder,
            ScratchFolder = staging.ScratchFolder,
            CacheFolder = Directory.CreateDirectory(store.Layout.Cache).FullName,
            Progress = progress,
            Time = settings.Time,
            Records = store.Record,
            Cancellation = cancellation,
        });
        var duration = settings.Time.GetElapsedTime(clock);
        var artifact = staging.Publish(Record(stage, metrics, started, duration));
        progress.Info(
            FormattableString.Invariant($"{stage.Id}: done in {duration.TotalSeconds:0.0} s (key {stage.Key.Digest.Short}…)"));
        return Done(stage, artifact, OutcomeKind.Ran, status.Reason, duration);
    }

    private (StageOutcome, Artifact) Done(
        PlannedStage stage, Artifact artifact, OutcomeKind kind, string reason, TimeSpan duration)
    {
        history.Note(stage, settings.Time.GetUtcNow());
        var metrics = store.Record(stage.Key)?.Metrics ?? [];
        return (new StageOutcome(stage.Id, stage.Key.ToString(), kind, reason, duration.TotalSeconds, metrics), artifact);
    }

    private RunRecord Record(
        PlannedStage stage, IReadOnlyList<Metric> metrics, DateTimeOffset started, TimeSpan duration) => new()
    {
        Stage = stage.Stage.Name,
        Step = stage.Name,
        Key = stage.Key.Digest.Hex,
        StageVersion = stage.Stage.Version,
        Options = stage.Options.DeepClone().AsObject(),
        Seed = stage.Seed,
        Inputs = stage.KeyMaterial["inputs"]!.AsObject()
            .ToDictionary(input => input.Key, input => input.Value!.GetValue<string>()),
        Metrics = [.. metrics.Select(metric => metric.WithoutSamples())],
        Started = started,
        DurationSeconds = duration.TotalSeconds,
        Machine = settings.Machine,
        ToolVersion = settings.ToolVersion,
    };
}
