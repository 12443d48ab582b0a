using System.Diagnostics;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;

namespace Benchmarks;

/// <summary>Training as the pipeline trains: the trainer itself, its batches and its optimizer, over random ids.</summary>
internal static class TrainingSpeed
{
    public static object Measure(Arguments arguments)
    {
        var (batch, threads) = (arguments.Number("batch", 64), arguments.Number("threads", 2));
        var (source, target) = (arguments.Number("source-length", 64), arguments.Number("target-length", 24));
        var config = T5Config.Shape(arguments.Text("shape", "docs-mini"));
        var pairs = RandomPairs.Make(batch * 4, source, target, config.VocabSize);
        var watch = new StepWatch(TimeSpan.FromSeconds(arguments.Number("seconds", 10)));
        var options = new TrainingOptions
        {
            BatchSize = batch, Epochs = 1_000_000, ValidateEvery = 0, CheckpointEvery = 0, Threads = threads,
            Precision = Enum.Parse<TrainingPrecision>(arguments.Text("precision", "fp32"), ignoreCase: true),
        };
        var folder = Directory.CreateTempSubdirectory("benchmark-");
        using var model = T5Model.Initialize(config, seed: 1);
        using var objective = Objective(arguments.Text("objective", "plain"), model);
        try
        {
            new Trainer(objective).Run(
                model, pairs, [], options, 1, folder.FullName, watch, TimeProvider.System, watch.Cancellation);
        }
        catch (OperationCanceledException)
        {
            // The watch ends the run; the checkpoint it leaves goes with its folder.
        }
        finally
        {
            folder.Delete(recursive: true);
        }
        var tokens = watch.Steps * batch * (source + target);
        return new
        {
            train_tokens_per_second = Math.Round(tokens / watch.Seconds),
            // What a machine that others use too cannot take away: compare this one there.
            train_tokens_per_cpu_second = Math.Round(tokens / watch.CpuSeconds),
            threads,
        };
    }

    // What mask training and a teacher cost beside plain training, the same model and batches.
    private static Objective Objective(string name, T5Model model)
    {
        TaskObjective Task(bool taught) =>
            taught ? new Distillation(T5Model.Initialize(model.Config, seed: 2), model, new()) : new CrossEntropy();

        Objective Gated(bool taught) => new GateTraining(
            Task(taught), new Gates(model.Config, GateMethod.Nash, 1, model.Device), new(GateMethod.Nash, 0.3));

        return name switch
        {
            "plain" => Task(taught: false),
            "teacher" => Task(taught: true),
            "gates" => Gated(taught: false),
            "gates-and-teacher" => Gated(taught: true),
            _ => throw new ArgumentException($"--objective {name}: plain, teacher, gates or gates-and-teacher."),
        };
    }

    private sealed class StepWatch(TimeSpan limit) : IProgressSink
    {
        private const int WarmUp = 2;
        private readonly CancellationTokenSource cancellation = new();
        private readonly Stopwatch watch = new();
        private TimeSpan cpuBegin;

        public CancellationToken Cancellation => cancellation.Token;

        public double Steps { get; private set; }

        public double Seconds { get; private set; }

        public double CpuSeconds { get; private set; }

        public void Info(string message) { }

        public void Warn(string message) => Console.Error.WriteLine(message);

        public void Step(StageProgress progress)
        {
            if (progress.Done <= WarmUp)
            {
                watch.Restart();
                cpuBegin = Environment.CpuUsage.TotalTime;
                return;
            }
            (Steps, Seconds) = (progress.Done - WarmUp, watch.Elapsed.TotalSeconds);
            CpuSeconds = (Environment.CpuUsage.TotalTime - cpuBegin).TotalSeconds;
            if (watch.Elapsed >= limit)
                cancellation.Cancel();
        }
    }
}
