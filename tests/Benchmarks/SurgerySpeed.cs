using System.Diagnostics;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Stages.Benchmark.Machine;
using static TorchSharp.torch;

namespace Benchmarks;

/// <summary>
/// Cutting a model of equal weights, which takes as long as one of trained ones: a share of each encoder layer's heads and units,
/// and decoder layers. Memory is the most that whole and smaller model were resident with together, as a share of the whole one's
/// weights.
/// </summary>
internal static class SurgerySpeed
{
    public static object Measure(Arguments arguments)
    {
        var config = T5Config.Shape(arguments.Text("shape", "flan-t5-large"));
        var mask = Mask(config, arguments.Real("sparsity", 0.3), arguments.Number("decoder-layers", config.NumDecoderLayers / 3));
        var before = Environment.WorkingSet;
        using var whole = Filled(config);
        var weights = 4.0 * config.ParameterCount;
        var wholeShare = (Environment.WorkingSet - before) / weights;
        ProcessMemory.ResetPeak();
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        using var smaller = whole.Shrink(mask, release: arguments.Text("release", "on") == "on");
        var (seconds, cpuSeconds) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        return new
        {
            parameters = config.ParameterCount,
            parameters_kept = smaller.Config.ParameterCount,
            seconds = Math.Round(seconds, 2),
            cpu_seconds = Math.Round(cpuSeconds, 2),
            whole_model_share = Math.Round(wholeShare, 3),
            most_memory_share = Math.Round((Peak() - before) / weights, 3),
        };
    }

    // Random numbers for a large model would take longer than all that is measured.
    private static T5Model Filled(T5Config config)
    {
        var model = new T5Model(config);
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        foreach (var parameter in model.parameters())
            parameter.fill_(0.5);
        return model;
    }

    // Every third part or so of each layer goes, so that rows and columns have to be gathered and not sliced.
    private static ModelMask Mask(T5Config config, double sparsity, int decoderLayers)
    {
        var whole = config.KeepAll();
        return whole with
        {
            Encoder = new(whole.Encoder.Kept, [.. whole.Encoder.Layers.Select(layer =>
                layer with { Heads = Kept(layer.Heads.Of), Units = Kept(layer.Units.Of) })]),
            Decoder = whole.Decoder!.WithLayers(Enumerable.Range(0, decoderLayers).ToList()),
        };

        KeptIndices Kept(int of) =>
            new(of, [.. Enumerable.Range(0, of).Where(i => (int)((i + 1) * sparsity) == (int)(i * sparsity))]);
    }

    /// <summary>The most bytes that were resident since the peak was reset.</summary>
    public static long Peak() => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(
            line => 1024 * long.Parse(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture))
        .Single();
}
