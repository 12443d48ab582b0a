using CompressionPipeline.Core;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>How long and how often to time.</summary>
/// <param name="WarmUps">Rounds that are thrown away.</param>
/// <param name="Iterations">Rounds at least; an odd number is made even.</param>
/// <param name="Least">Time at least, of each model by itself.</param>
internal sealed record TimingPlan(int WarmUps, int Iterations, TimeSpan Least)
{
    /// <summary>What each of several loads has to do, so that all of them together do this.</summary>
    public TimingPlan Share(int loads) => this with { Iterations = (Iterations + loads - 1) / loads, Least = Least / loads };
}

/// <summary>
/// Times models against each other: baseline, variant, variant, baseline and so on, so that a drift of the machine hits all
/// alike.
/// </summary>
/// <param name="plan">How long and how often.</param>
/// <param name="sources">The documents as the ids of a model, by its name.</param>
/// <param name="outputLength">Tokens to generate.</param>
/// <param name="time">The clock.</param>
/// <param name="progress">Told about each round.</param>
internal sealed class InterleavedTiming(
    TimingPlan plan, Func<string, PinnedSources> sources, int outputLength, TimeProvider time, IProgressSink progress)
{
    /// <summary>
    /// The samples of each model, in the models' order; sample i of each was taken in round i on the same documents.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<GenerationTimes>> Run(
        IReadOnlyList<ILoadedModel> models, int batchSize, CancellationToken cancellation)
    {
        var activity = $"timing batch {batchSize}";
        var spent = new TimeSpan[models.Count];
        for (var round = 0; round < plan.WarmUps; round++)
        {
            Round(models, round, batchSize, spent, cancellation);
            progress.Step(new(activity, 0, plan.Iterations, "warming up"));
        }

        List<GenerationTimes>[] samples = [.. models.Select(_ => new List<GenerationTimes>())];
        Array.Clear(spent);
        // Rounds come in pairs, there and back; the fastest model, too, gets its least time.
        for (var round = 0; round < plan.Iterations || round % 2 != 0 || spent.Min() < plan.Least; round++)
        {
            var taken = Round(models, round, batchSize, spent, cancellation);
            for (var model = 0; model < models.Count; model++)
                samples[model].Add(taken[model]);
            progress.Step(new(activity, round + 1, Math.Max(plan.Iterations, round + 1)));
        }
        return samples;
    }

    private GenerationTimes[] Round(
        IReadOnlyList<ILoadedModel> models, int round, int batchSize, TimeSpan[] spent, CancellationToken cancellation)
    {
        var taken = new GenerationTimes[models.Count];
        var order = Enumerable.Range(0, models.Count);
        foreach (var model in round % 2 == 0 ? order : order.Reverse())
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = sources(models[model].Name).Batch(round, batchSize);
            var started = time.GetTimestamp();
            taken[model] = models[model].Generate(batch, outputLength, cancellation);
            spent[model] += time.GetElapsedTime(started);
        }
        return taken;
    }
}
