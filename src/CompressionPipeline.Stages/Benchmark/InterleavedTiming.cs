using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>How long and how often to time.</summary>
internal sealed record TimingPlan(int WarmUps, int Iterations, TimeSpan Least);

/// <summary>Times models against each other: base, candidate, candidate, base and so on, so that a drift of the machine hits all alike.</summary>
internal sealed class InterleavedTiming(TimingPlan plan, PinnedSources sources, int outputLength, TimeProvider time, IProgressSink progress)
{
    /// <summary>The samples of each model, in the models' order; sample i of each was taken in round i on the same documents.</summary>
    public IReadOnlyList<IReadOnlyList<GenerationTimes>> Run(
        IReadOnlyList<ITimedGenerator> models, int batchSize, CancellationToken cancellation)
    {
        var activity = $"timing batch {batchSize}";
        for (var round = 0; round < plan.WarmUps; round++)
        {
            Round(models, round, batchSize, cancellation);
            progress.Step(new(activity, 0, plan.Iterations, "warming up"));
        }

        var samples = models.Select(_ => (IReadOnlyList<GenerationTimes>)new List<GenerationTimes>()).ToList();
        var started = time.GetTimestamp();
        // Rounds come in pairs, there and back, and each model gets its share of the least time.
        for (var round = 0; round < plan.Iterations || round % 2 != 0 || time.GetElapsedTime(started) < plan.Least * models.Count; round++)
        {
            var taken = Round(models, round, batchSize, cancellation);
            for (var model = 0; model < models.Count; model++)
                ((List<GenerationTimes>)samples[model]).Add(taken[model]);
            progress.Step(new(activity, round + 1, Math.Max(plan.Iterations, round + 1)));
        }
        return samples;
    }

    private GenerationTimes[] Round(IReadOnlyList<ITimedGenerator> models, int round, int batchSize, CancellationToken cancellation)
    {
        var batch = sources.Batch(round, batchSize);
        var taken = new GenerationTimes[models.Count];
        var order = Enumerable.Range(0, models.Count);
        foreach (var model in round % 2 == 0 ? order : order.Reverse())
        {
            cancellation.ThrowIfCancellationRequested();
            taken[model] = models[model].Generate(batch, outputLength, cancellation);
        }
        return taken;
    }
}
