using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Search;

/// <summary>Exports sub-networks and times them on ONNX Runtime at batch 1.</summary>
internal sealed class LatencyMeter(StageContext context, SearchOptions options, ITrainable model, TrainingInputs inputs)
{
    private const int LeastRounds = 25;

    // The fastest counts: in the first call after another network's, the processor's caches hold no weight of this one.
    private const int CallsPerRound = 3;

    // Networks that are open at a time may take so many bytes, on disk and in memory; four are open in any case.
    private const long BytesAtOnce = 2L << 30;
    private const int BytesOfAWeight = 8;
    private const int LeastAtOnce = 4;

    // Networks to time for each number of the table.
    private const int NetworksPerTerm = 3;

    // So that a second in which the machine is busy spoils few rounds, and those for all networks.
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(5);

    private readonly ModelMask whole = model.Config.KeepAll();

    private int NetworksAtOnce =>
        (int)Math.Max(LeastAtOnce, BytesAtOnce / (BytesOfAWeight * model.Config.ParameterCount));

    /// <summary>The table of a model's blocks, from random sub-networks of all sizes.</summary>
    public LatencyTable Table()
    {
        var random = new Random(1);
        List<ModelMask> networks =
        [
            .. new[] { Least() }.Where(SubNetworkObjectives.CanGenerate),
            .. Enumerable.Range(0, NetworksPerTerm * LatencyTable.Terms(whole)).Select(_ => Draw(random)),
        ];
        var (times, wholeMs) = Time(networks, "timing sub-networks");
        return LatencyTable.Fit(whole, wholeMs, networks, times);
    }

    /// <summary>
    /// Median milliseconds of each sub-network and of the whole model. Each time of a sub-network is divided by the whole model's
    /// in the same round, since the machine's speed may change between rounds.
    /// </summary>
    public (IReadOnlyList<double> Times, double Whole) Time(IReadOnlyList<ModelMask> masks, string activity)
    {
        var folder = Path.Combine(context.ScratchFolder, "timed");
        var (shares, wholes) = (new List<double>(), new List<double>());
        try
        {
            using var all = Open(whole, Path.Combine(folder, "whole"));
            foreach (var group in masks.Chunk(NetworksAtOnce).DefaultIfEmpty([]))
            {
                shares.AddRange(Time(all, wholes, group, Path.Combine(folder, "group"), opened =>
                    context.Progress.Step(new(activity, shares.Count + opened, masks.Count))));
            }
        }
        finally
        {
            Delete(folder);
        }
        var wholeMs = Median(wholes);
        return ([.. shares.Select(share => share * wholeMs)], wholeMs);
    }

    // The median of each network's share of the whole model's time; the whole model's times are added to a list.
    private List<double> Time(
        IOnnxModel all, List<double> wholes, ModelMask[] group, string folder, Action<int> opened)
    {
        var models = new List<IOnnxModel>();
        try
        {
            foreach (var mask in group)
            {
                models.Add(Open(mask, Path.Combine(folder, $"{models.Count}")));
                opened(models.Count);
            }
            var samples = models.ConvertAll(_ => new List<double>());
            var begin = context.Time.GetTimestamp();
            for (var round = 0; round < LeastRounds || context.Time.GetElapsedTime(begin) < LeastTime; round++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var source = inputs.TimedSource(round, options.SourceLength);
                double Ms(IOnnxModel timed) => Enumerable.Range(0, CallsPerRound).Min(_ =>
                    timed.Generate([source], inputs.OutputLength(options.OutputLength), context.Cancellation).Total);
                wholes.Add(Ms(all));
                foreach (var (timed, own) in models.Zip(samples))
                    own.Add(Ms(timed) / wholes[^1]);
            }
            return samples.ConvertAll(Median);
        }
        finally
        {
            models.ForEach(timed => timed.Dispose());
            Delete(folder);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private IOnnxModel Open(ModelMask mask, string folder)
    {
        var (checkpoint, export) = (Path.Combine(folder, "checkpoint"), Path.Combine(folder, "export"));
        using (var smaller = model.Shrink(mask))
            smaller.Save(checkpoint);
        Directory.CreateDirectory(export);
        ModelFamilies.Of(checkpoint).Export(checkpoint, export);
        Directory.Delete(checkpoint, recursive: true);
        return inputs.Task.Open(
            "timed", export, new() { Device = Devices.ForInference(options.Device), Threads = options.Threads });
    }

    private ModelMask Least() => whole with
    {
        Encoder = Narrow(whole.Encoder, layers: 1, _ => (0, 0)),
        Decoder = whole.Decoder is { } decoder ? Narrow(decoder, layers: 1, _ => (1, 0)) : null,
    };

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

    // In half of the stacks all layers are alike, as in some spaces. Half of the widths are the table's own, which tell the most.
    private static StackMask Draw(StackMask stack, Random random)
    {
        var widths = BlockWidths.Of(stack);
        var (layers, first, alike) = (random.Next(stack.Layers.Count) + 1, Widths(stack.Layers[0]), random.Next(2) == 0);
        return Narrow(stack, layers, layer => alike ? first : Widths(layer));

        (int Heads, int Units) Widths(LayerMask layer) =>
            (Width(layer.Heads.Of, widths.Heads), Width(layer.Units.Of, widths.Units));

        int Width(int all, IReadOnlyList<int> known) =>
            random.Next(2) == 0 ? random.Next(all + 1) : random.Next(known.Count + 1) is var i && i > 0 ? known[i - 1] : 0;
    }

    private static StackMask Narrow(StackMask stack, int layers, Func<LayerMask, (int Heads, int Units)> widths)
    {
        return new StackMask(stack.Kept, [.. stack.Layers.Select(Of)]).WithLayers([.. Enumerable.Range(0, layers)]);

        LayerMask Of(LayerMask layer)
        {
            var (heads, units) = widths(layer);
            return new(First(layer.Heads, heads), First(layer.Units, units),
                layer.CrossHeads is { } cross ? First(cross, heads) : null);
        }
    }

    private static KeptIndices First(KeptIndices all, int count) =>
        new(all.Of, [.. Enumerable.Range(0, Math.Min(count, all.Of))]);
}
