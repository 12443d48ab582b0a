using CompressionPipeline.Metrics.Statistics;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>What the raw samples say: intervals, paired changes, speedups, the frontier. The same samples and rules give the same numbers.</summary>
internal static class Estimates
{
    private const long Seed = 42;

    /// <summary>The same result with all of it filled in anew; null stays where samples are missing, not finite or not comparable.</summary>
    public static GateResult Of(GateResult measured, GateOptions rules) => Frontier.Of(measured with
    {
        Base = Of(measured.Base, measured.Base, rules),
        Variants = [.. measured.Variants.Select(variant => Of(measured.Base, variant, rules))],
    });

    private static ModelResult Of(ModelResult unpruned, ModelResult model, GateOptions rules) => model with
    {
        Rouge = model.Rouge.ToDictionary(score => score.Key, score => Rouge(unpruned, model, score.Key, score.Value, rules)),
        Speed = model.Benchmark is { } benchmark ? [.. Speeds(benchmark)] : [],
    };

    private static RougeResult Rouge(ModelResult unpruned, ModelResult model, string measure, RougeResult score, GateOptions rules)
    {
        if (ReferenceEquals(model, unpruned) || !unpruned.Rouge.TryGetValue(measure, out var reference) || reference.Samples.Count != score.Samples.Count
            || score.Samples.Count == 0 || unpruned.ScoredOn != model.ScoredOn || !score.Samples.Concat(reference.Samples).All(double.IsFinite))
            return score with { Interval = null, Change = null, ChangePercent = null };
        return score with { Change = Bootstrap.Difference(reference.Samples, score.Samples, Seed, rules.Resamples) };
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
