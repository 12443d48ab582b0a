using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Benchmark.Machine;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks.Study;

/// <summary>One comparison as a job makes it: models loaded anew, interleaved timing, estimates, verdict.</summary>
internal sealed class StudyCell(StudyModel model, BenchmarkOptions options)
{
    private static readonly Budget Limit = new("latency", BudgetRule.MinSpeedup, 1.0) { BatchSize = 1 };

    public (BudgetResult Outcome, Latencies Times) Run(double slowdown)
    {
        var plan = new TimingPlan(options.WarmUps, options.Iterations, TimeSpan.FromSeconds(options.Seconds)).Share(
            options.Loads);
        var timing = new InterleavedTiming(
            plan, _ => model.Sources, options.OutputLength, TimeProvider.System, SilentProgress.Instance);
        using var runtime = new StudyRuntime(model, slowdown);
        var cells = new RuntimeTiming(runtime, options, _ => model.Sources, timing, new MachineReaders(), CancellationToken.None)
            .Time().Cells;
        var times = Plausible.Times(options.OutputLength, cells);
        var rules = new GateOptions { Model = "study", Budgets = [Limit] };
        var judged = Judge.Apply(Plausible.Result(rules, times), rules, new Dictionary<string, ModelResult>());
        return (judged.Variants[0].Budgets[0], times);
    }
}
