using CompressionPipeline.Metrics.Statistics;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>What the raw samples say: intervals, paired changes, speedups. The same samples and rules give the same numbers.</summary>
internal static class Estimates
{
    private const long Seed = 42;

    public static ModelResult Of(ModelResult unpruned, ModelResult model) => model with
    {
        Rouge = model.Rouge.ToDictionary(score => score.Key, score => Rouge(unpruned, model, score.Key, score.Value)),
        Speed = model.Benchmark is { } benchmark ? [.. Speeds(benchmark)] : [],
    };

    private static RougeResult Rouge(ModelResult unpruned, ModelResult model, string measure, RougeResult score)
    {
        if (model == unpruned || !unpruned.Rouge.TryGetValue(measure, out var reference) || reference.Samples.Count != score.Samples.Count
            || score.Samples.Count == 0 || unpruned.ScoredOn != model.ScoredOn || !score.Samples.Concat(reference.Samples).All(double.IsFinite))
            return score;
        return score with { Change = Bootstrap.Difference(reference.Samples, score.Samples, Seed) };
    }

    private static IEnumerable<SpeedResult> Speeds(Latencies latencies) =>
        from cell in latencies.Cells
        where cell.Model == Latencies.Candidate
        let unpruned = latencies.Find(Latencies.Base, cell.Runtime, cell.BatchSize, cell.Phase)
        where unpruned is not null
        select new SpeedResult(cell.Runtime, cell.BatchSize, cell.Phase)
        {
            Base = LatencySummary.Of(unpruned.Samples),
            Candidate = LatencySummary.Of(cell.Samples),
            Speedup = Bootstrap.Speedup(unpruned.Samples, cell.Samples, Seed),
        };
}
