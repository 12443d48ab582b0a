using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>What the raw samples say: intervals, paired changes, speedups, the frontier. The same samples and rules give the same
/// numbers.</summary>
internal static class Estimates
{
    /// <summary>The same result with all of it filled in anew; null stays where samples are missing, not finite or not
    /// comparable.</summary>
    public static GateResult Of(GateResult measured, GateOptions rules)
    {
        var models = QualityEstimates.Of([measured.Baseline, .. measured.Variants], rules)
            .AsParallel().AsOrdered()
            .Select(model =>
                model with { Speed = model.Benchmark is { } timed ? SpeedEstimates.Of(timed, rules.SpeedConfidence) : [] })
            .ToList();
        return Frontier.Of(measured with { Baseline = models[0], Variants = models[1..] });
    }
}
