using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Gate;
using CompressionPipeline.Stages.Results;

namespace Benchmarks.Study;

/// <summary>One comparison as a job makes it: sessions opened anew, interleaved timing, estimates, verdict.</summary>
internal sealed class StudyCell(StudyModel model, TimingPlan plan, int outputLength, double slowdown)
{
    private static readonly Budget Limit = new("latency", BudgetRule.MinSpeedup, 1.0) { BatchSize = 1 };

    public (BudgetResult Outcome, Latencies Times) Run()
    {
        using var first = model.Open();
        using var second = model.Open();
        var candidate = new SessionGenerator(Latencies.Candidate, second);
        var timing = new InterleavedTiming(plan, model.Sources, outputLength, TimeProvider.System, SilentProgress.Instance);
        IReadOnlyList<ITimedGenerator> generators =
            [new SessionGenerator(Latencies.Base, first), slowdown > 0 ? new SlowedGenerator(candidate, slowdown) : candidate];
        var samples = timing.Run(generators, 1, CancellationToken.None);
        var times = Plausible.Times(outputLength, generators.Zip(samples).SelectMany(pair => Enum.GetValues<Phase>().Select(phase =>
            new LatencyCell(pair.First.Name, "onnxruntime", 1, phase, [.. pair.Second.Select(time => time.Of(phase))]))));
        var rules = new GateOptions { Model = "study", Budgets = [Limit] };
        var judged = Judge.Apply(Plausible.Result(rules, times), rules, new Dictionary<string, ModelResult>());
        return (judged.Variants[0].Budgets[0], times);
    }
}
