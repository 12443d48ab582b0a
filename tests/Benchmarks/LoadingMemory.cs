using System.Diagnostics;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Benchmark.Machine;
using TestKit;
using TorchSharp;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>Loading a checkpoint of zeros: how long it takes, and the most memory beside it, as a share of the file.</summary>
internal static class LoadingMemory
{
    public static object Measure(Arguments arguments)
    {
        var config = T5Config.Shape(arguments.Text("shape", "flan-t5-large"));
        using var folder = new TemporaryFolder();
        var path = folder.File(ModuleWeights.FileName);
        using (var shapes = new T5Model(config, new Device(DeviceType.META)))
            Safetensors.Write(path, [.. shapes.named_parameters().Select(pair => Zeros(pair.name, pair.parameter.shape))]);
        config.Write(folder.Path);
        var (file, before) = (new FileInfo(path).Length, Environment.WorkingSet);
        ProcessMemory.ResetPeak();
        var watch = Stopwatch.StartNew();
        using var model = T5Checkpoint.Load(folder.Path);
        return new
        {
            parameters = config.ParameterCount,
            file_bytes = file,
            seconds = Math.Round(watch.Elapsed.TotalSeconds, 2),
            most_memory_share = Math.Round((double)(SurgerySpeed.Peak() - before) / file, 3),
        };
    }

    private static TensorSource Zeros(string name, long[] shape) => new(name, "F32", shape, stream =>
    {
        var row = new byte[1 << 16];
        for (var left = 4 * shape.Aggregate(1L, (product, size) => product * size); left > 0; left -= row.Length)
            stream.Write(row, 0, (int)Math.Min(left, row.Length));
    });
}
