using System.Diagnostics;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Benchmark.Machine;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks.Study;

/// <summary>
/// How often the gate is right about speed on a busy machine. A/A: a model against itself, where "at least as fast" must not
/// FAIL. A/B: against itself slowed by a known share, which must FAIL.
/// </summary>
internal static class VerdictStudy
{
    private const double MostFalse = 0.01, LeastFound = 0.95;

    public static object Measure(Arguments arguments)
    {
        var (runs, slowedRuns) = (arguments.Number("runs", 200), arguments.Number("slowed-runs", 200));
        var (seed, slowdown) = (arguments.Number("seed", 1), arguments.Real("slowdown", 5) / 100);
        var options = new BenchmarkOptions
        {
            BatchSizes = [1],
            OutputLength = arguments.Number("output-length", 8),
            Loads = arguments.Number("loads", new BenchmarkOptions().Loads),
            Iterations = 10,
            Seconds = arguments.Real("seconds", 3),
        };
        var loaded = arguments.Text("load", "on") == "on";
        var watch = Stopwatch.StartNew();
        using var model = new StudyModel(
            arguments.Text("shape", "docs-mini"), arguments.Number("source-length", 32), arguments.Number("threads", 1));
        using var load = loaded ? new BusyMachine(Environment.ProcessorCount, seed) : null;
        using var raw = arguments.Text("raw", "") is { Length: > 0 } file ? new StreamWriter(file) { AutoFlush = true } : null;
        var bar = new Bar(runs + slowedRuns);
        var (same, slowed, machine) = (new Tally(), new Tally(), new MachineProbe(new()));

        // In turns, so that both meet the same machine.
        for (var run = 0; run < Math.Max(runs, slowedRuns); run++)
        {
            foreach (
                var (tally, share, name) in new[] { (same, 0, "A/A"), (slowed, slowdown, "A/B") }.Where(
                    kind => run < (kind.Item2 > 0 ? slowedRuns : runs)))
            {
                var (outcome, times) = new StudyCell(model, options).Run(share);
                tally.Add(outcome);
                raw?.WriteLine(
                    JsonSerializer.Serialize(
                        new
                        {
                            name, verdict = outcome.Verdict.ToString(), outcome.Reason, times.Cells[0].Loads,
                            samples = times.Cells.Where(cell => cell.Phase == Phase.Total).Select(cell => cell.Samples),
                        }));
                bar.Step($"A/A {same.Failed} failed, A/B {slowed.Failed} found");
            }
        }
        return new
        {
            same = same.Show(),
            slowed = slowed.Show(),
            holds = same.FailShare <= MostFalse && (slowedRuns == 0 || slowed.FailShare >= LeastFound),
            seconds = Math.Round(watch.Elapsed.TotalSeconds),
            load_average = machine.Read(onGpu: false, () => { }).State.LoadAverage,
            processor = machine.ProcessorName(),
            cores = Environment.ProcessorCount,
        };
    }

    private sealed class Tally
    {
        private readonly List<BudgetResult> outcomes = [];

        public int Failed => Count(Verdict.Fail);

        public double FailShare => outcomes.Count == 0 ? 0 : (double)Failed / outcomes.Count;

        public void Add(BudgetResult outcome) => outcomes.Add(outcome);

        public object Show() => new
        {
            pass = Count(Verdict.Pass),
            inconclusive = Count(Verdict.Inconclusive),
            fail = Failed,
            invalid = Count(Verdict.Invalid),
            fail_percent = Math.Round(100 * FailShare, 1),
        };

        private int Count(Verdict verdict) => outcomes.Count(outcome => outcome.Verdict == verdict);
    }
}
