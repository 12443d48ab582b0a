using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Search;

/// <summary>Exports sub-networks and times them on ONNX Runtime at batch 1.</summary>
internal sealed class LatencyMeter(StageContext context, SearchOptions options, ITrainable model, TrainingInputs inputs)
{
    private const int WarmUps = 3;
    private const int Rounds = 25;

    // Networks that are open at a time, beside the whole one: each holds its weights.
    private const int Together = 4;

    // Networks for each number of the table.
    private const int NetworksPerTerm = 3;

    private readonly ModelMask whole = model.Config.KeepAll();

    /// <summary>The table of a model's blocks, from random sub-networks of all sizes.</summary>
    public LatencyTable Table()
    {
        var random = new Random(1);
        List<ModelMask> networks =
            [.. Enumerable.Range(0, NetworksPerTerm * LatencyTable.Terms(whole)).Select(_ => Draw(random))];
        var (times, wholeMs) = Time(networks, "timing sub-networks");
        return LatencyTable.Fit(whole, wholeMs, networks, times);
    }

    /// <summary>
    /// Median milliseconds of each sub-network and of the whole model. Each call of a sub-network is set against the whole
    /// model's in the same round: a machine that changes its speed does so for both.
    /// </summary>
    public (IReadOnlyList<double> Times, double Whole) Time(IReadOnlyList<ModelMask> masks, string activity)
    {
        var folder = Path.Combine(context.ScratchFolder, "timed");
        var (shares, wholes) = (new List<double>(), new List<double>());
        try
        {
            using var all = Open(whole, Path.Combine(folder, "whole"));
            foreach (var group in masks.Chunk(Together))
            {
                foreach (var samples in Time(all, group, folder, wholes))
                    shares.Add(Median(samples));
                context.Progress.Step(new(activity, shares.Count, masks.Count));
            }
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        var wholeMs = Median(wholes);
        return ([.. shares.Select(share => share * wholeMs)], wholeMs);
    }

    // Times of each network as parts of the whole model's, whose own are added to a list.
    private List<List<double>> Time(
        IOnnxModel all, IReadOnlyList<ModelMask> masks, string folder, List<double> wholes)
    {
        var models = new List<IOnnxModel>();
        try
        {
            models.AddRange(masks.Select((mask, i) => Open(mask, Path.Combine(folder, $"{i}"))));
            var samples = masks.Select(_ => new List<double>()).ToList();
            for (var round = -WarmUps; round < Rounds; round++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var source = inputs.TimedSource(round + WarmUps, options.SourceLength);
                double Ms(IOnnxModel timed) =>
                    timed.Generate([source], inputs.OutputLength(options.OutputLength), context.Cancellation).Total;
                var wholeMs = Ms(all);
                foreach (var (timed, times) in models.Zip(samples))
                {
                    var ms = Ms(timed);
                    if (round >= 0)
                        times.Add(ms / wholeMs);
                }
                if (round >= 0)
                    wholes.Add(wholeMs);
            }
            return samples;
        }
        finally
        {
            models.ForEach(timed => timed.Dispose());
            foreach (var name in masks.Select((_, i) => Path.Combine(folder, $"{i}")).Where(Directory.Exists))
                Directory.Delete(name, recursive: true);
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private IOnnxModel Open(ModelMask mask, string folder)
    {
        var (checkpoint, export) = (Path.Combine(folder, "checkpoint"), Path.Combine(folder, "export"));
        using (var smaller = model.Shrink(mask))
            smaller.Save(checkpoint);
        Directory.CreateDirectory(export);
        ModelFamilies.Of(checkpoint).Export(checkpoint, export);
        return inputs.Task.Open(
            "timed", export, new() { Device = Devices.ForInference(options.Device), Threads = options.Threads });
    }

    private ModelMask Draw(Random random)
    {
        while (true)
        {
            var mask = whole with
            {
                Encoder = Draw(whole.Encoder, random),
                Decoder = whole.Decoder is { } decoder ? Draw(decoder, random) : null,
            };
            if (SubNetworkObjectives.CanGenerate(mask))
                return mask;
        }
    }

    // Half of the stacks have layers that are all alike, as spaces have them.
    private static StackMask Draw(StackMask stack, Random random)
    {
        var alike = random.Next(2) == 0;
        var layers = new List<LayerMask>();
        foreach (var layer in stack.Layers)
        {
            var (heads, units) = alike && layers.Count > 0
                ? (layers[0].Heads.Count, layers[0].Units.Count)
                : (Width(layer.Heads.Of, random), Width(layer.Units.Of, random));
            layers.Add(new(First(layer.Heads, heads), First(layer.Units, units),
                layer.CrossHeads is { } cross ? First(cross, heads) : null));
        }
        var kept = random.Next(stack.Layers.Count) + 1;
        return new StackMask(stack.Kept, layers).WithLayers([.. Enumerable.Range(0, kept)]);
    }

    // The ends tell most of a line.
    private static int Width(int all, Random random) => random.Next(4) switch
    {
        0 => 0,
        1 => all,
        _ => random.Next(all) + 1,
    };

    private static KeptIndices First(KeptIndices all, int count) =>
        new(all.Of, [.. Enumerable.Range(0, Math.Min(count, all.Of))]);
}
