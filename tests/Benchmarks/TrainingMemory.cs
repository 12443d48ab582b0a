using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;

namespace Benchmarks;

/// <summary>Resident memory of a long training with lengths as real texts have them, from step 200 on.</summary>
internal static class TrainingMemory
{
    public static object Measure(Arguments arguments)
    {
        var config = T5Config.Shape(arguments.Text("shape", "docs-mini"));
        var random = new Random(1);
        int[] Ids(int least, int most) =>
            [.. Enumerable.Range(0, random.Next(least, most)).Select(_ => random.Next(3, config.VocabSize))];
        var pairs = Enumerable.Range(0, 4096).Select(_ => new TokenizedPair(Ids(8, 65), Ids(4, 33))).ToList();
        var options = new TrainingOptions
        {
            BatchSize = arguments.Number("batch", 16),
            Epochs = 1_000_000,
            MaxSteps = arguments.Number("steps", 1000),
            ValidateEvery = 0,
            CheckpointEvery = arguments.Number("checkpoint-every", 200),
            Threads = arguments.Number("threads", 2),
            ActivationCheckpointing = arguments.Text("activation-checkpointing", "off") == "on",
        };
        var memory = new ResidentMemory();
        var folder = Directory.CreateTempSubdirectory("benchmark-");
        using var model = T5Model.Initialize(config, seed: 1);
        new Trainer(new CrossEntropy()).Run(model, pairs, [], options, 1, folder.FullName, memory, TimeProvider.System, default);
        folder.Delete(recursive: true);
        var at200 = memory.Megabytes[0];
        return new
        {
            resident_mb = memory.Megabytes,
            largest_deviation_from_step_200_percent =
                Math.Round(memory.Megabytes.Max(value => Math.Abs(value - at200)) / at200 * 100, 2),
        };
    }

    private sealed class ResidentMemory : IProgressSink
    {
        public List<double> Megabytes { get; } = [];

        public void Info(string message) { }

        public void Warn(string message) => Console.Error.WriteLine(message);

        public void Step(StageProgress progress)
        {
            if (progress.Done >= 200 && progress.Done % 100 == 0)
                Megabytes.Add(Math.Round(Environment.WorkingSet / 1048576.0, 1));
        }
    }
}
