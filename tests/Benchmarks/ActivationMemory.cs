using System.Globalization;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Benchmark.Machine;

namespace Benchmarks;

/// <summary>
/// Peak resident memory and time of training steps in turns, activations kept and computed again: beyond what the process holds
/// between two steps, weights and moments among it.
/// </summary>
internal static class ActivationMemory
{
    public static object Measure(Arguments arguments)
    {
        var config = T5Config.Shape(arguments.Text("shape", "flan-t5-small"));
        var (source, target) = (arguments.Number("source-length", 256), arguments.Number("target-length", 64));
        var pairs = RandomPairs.Make(arguments.Number("batch", 8), source, target, config.VocabSize);
        using var model = T5Model.Initialize(config, seed: 1);
        using var objective = new CrossEntropy();
        using var workers = new TorchWorkers(model, arguments.Number("threads", 2));
        using var optimizer = new AdamW(objective.Groups(model), new());
        model.train();
        var (kept, again) = (new List<Turn>(), new List<Turn>());
        // The first turn of each warms up.
        for (var round = 0; round <= arguments.Number("rounds", 3); round++)
        {
            kept.Add(Step(recomputes: false));
            again.Add(Step(recomputes: true));
        }
        var pairsOfTurns = kept.Skip(1).Zip(again.Skip(1)).ToList();
        return new
        {
            parameters = config.ParameterCount,
            held_mb = kept.Skip(1).Select(turn => turn.HeldMb),
            kept_peak_mb = kept.Skip(1).Select(turn => turn.PeakMb),
            again_peak_mb = again.Skip(1).Select(turn => turn.PeakMb),
            kept_cpu_s = kept.Skip(1).Select(turn => turn.CpuSeconds),
            again_cpu_s = again.Skip(1).Select(turn => turn.CpuSeconds),
            cpu_ratios = pairsOfTurns.Select(pair => Math.Round(pair.Second.CpuSeconds / pair.First.CpuSeconds, 2)),
            losses = kept.Zip(again).Select(pair => new[] { pair.First.Loss, pair.Second.Loss }),
        };

        Turn Step(bool recomputes)
        {
            var options = new TrainingOptions { LearningRate = 1e-9, ActivationCheckpointing = recomputes };
            using var step = new TrainingStep(model, objective, optimizer, workers, options);
            ProcessMemory.GiveBack();
            ProcessMemory.ResetPeak();
            var (before, cpu) = (Status("VmRSS:"), Environment.CpuUsage.TotalTime);
            TorchSharp.torch.manual_seed(1);
            var loss = step.Run(pairs, 1, 1).Loss;
            var turn = new Turn(
                Math.Round(before), Math.Round(Status("VmHWM:") - before),
                Math.Round((Environment.CpuUsage.TotalTime - cpu).TotalSeconds, 2), loss);
            Console.Error.WriteLine($"{(recomputes ? "again" : "kept")}: {turn}");
            return turn;
        }
    }

    private static double Status(string field) => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(
            line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0)
        .Single();

    private sealed record Turn(double HeldMb, double PeakMb, double CpuSeconds, double Loss);
}
