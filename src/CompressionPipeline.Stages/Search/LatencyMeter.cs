using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// Exports and times sub-networks on ONNX Runtime, all of them in turns, so that a drift of the machine hits all alike.
/// </summary>
internal sealed class LatencyMeter(StageContext context, SearchOptions options, ITrainable model, TrainingInputs inputs)
{
    private const int WarmUps = 3;
    private const int Rounds = 25;

    /// <summary>The table of a model's blocks.</summary>
    public LatencyTable Table()
    {
        var whole = model.Config.KeepAll();
        Series[] stacks = whole.Decoder is null ? [new(whole, false)] : [new(whole, false), new(whole, true)];
        var wanted = stacks.SelectMany(stack => stack.Masks()).Distinct().ToList();
        var times = wanted.Zip(Time(wanted, "timing blocks")).ToDictionary(pair => pair.First, pair => pair.Second);
        var encoder = stacks[0].Blocks(times, out var rest);
        if (stacks.Length == 1)
            return new(rest, encoder, null);
        var decoder = stacks[1].Blocks(times, out var other);
        // What is left of each holds one layer of the other stack.
        return new((rest - OneLayer(decoder) + other - OneLayer(encoder)) / 2, encoder, decoder);
    }

    /// <summary>Median milliseconds of each sub-network at batch 1.</summary>
    public IReadOnlyList<double> Time(IReadOnlyList<ModelMask> masks, string activity)
    {
        var folder = Path.Combine(context.ScratchFolder, "timed");
        var models = new List<IOnnxModel>();
        try
        {
            models.AddRange(masks.Select((mask, i) => Open(mask, Path.Combine(folder, $"{i}"))));
            var samples = masks.Select(_ => new List<double>()).ToList();
            for (var round = -WarmUps; round < Rounds; round++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var source = inputs.TimedSource(round + WarmUps, options.SourceLength);
                foreach (var (timed, times) in models.Zip(samples))
                {
                    var total = timed.Generate([source], inputs.OutputLength(options.OutputLength), context.Cancellation).Total;
                    if (round >= 0)
                        times.Add(total);
                }
                context.Progress.Step(new(activity, round + WarmUps + 1, WarmUps + Rounds));
            }
            return [.. samples.Select(times => times.Order().ElementAt(times.Count / 2))];
        }
        finally
        {
            models.ForEach(timed => timed.Dispose());
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    private static double OneLayer(BlockTimes blocks) => blocks.Attention[1].Milliseconds + blocks.FeedForward[1].Milliseconds;

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

    /// <summary>
    /// Which sub-networks tell what the blocks of a stack cost: series in which only its heads, its units or its layers differ.
    /// The other stack has one layer, of one head and one unit. None is without heads, for such a decoder cannot be exported.
    /// </summary>
    private sealed class Series(ModelMask whole, bool isDecoder)
    {
        private const int Parts = 4;

        private StackMask Own => isDecoder ? whole.Decoder! : whole.Encoder;

        private int Layers => Own.Layers.Count;

        private IReadOnlyList<int> Heads => Widths(Own.Layers.Max(layer => layer.Heads.Of));

        private IReadOnlyList<int> Units => [0, .. Widths(Own.Layers.Max(layer => layer.Units.Of))];

        public IEnumerable<ModelMask> Masks() => Heads.Select(heads => Mask(heads, 1, Layers))
            .Concat(Units.Select(units => Mask(1, units, Layers))).Append(Mask(1, 1, 1));

        /// <param name="times">Milliseconds of the networks.</param>
        /// <param name="rest">What is left of the time when the stack's layers are taken off.</param>
        public BlockTimes Blocks(Dictionary<ModelMask, double> times, out double rest)
        {
            var narrow = times[Mask(1, 1, Layers)];
            List<WidthTime> units = [.. Units.Select(count =>
                new WidthTime(count, (times[Mask(1, count, Layers)] - times[Mask(1, 0, Layers)]) / Layers))];
            // Of one layer alone, the time of its narrowest attention cannot be told from the rest.
            var layer = Layers == 1 ? units[1].Milliseconds : (narrow - times[Mask(1, 1, 1)]) / (Layers - 1);
            var attention = layer - units[1].Milliseconds;
            rest = narrow - (Layers * layer);
            return new(
                [new(0, 0), .. Heads.Select(count =>
                    new WidthTime(count, attention + ((times[Mask(count, 1, Layers)] - narrow) / Layers)))],
                units);
        }

        private static IReadOnlyList<int> Widths(int all) =>
            [.. Enumerable.Range(1, Parts).Select(part => Math.Max(1, all * part / Parts)).Prepend(1).Distinct()];

        private ModelMask Mask(int heads, int units, int layers)
        {
            var own = Narrow(Own, heads, units).WithLayers([.. Enumerable.Range(0, layers)]);
            var other = (isDecoder ? whole.Encoder : whole.Decoder) is { } stack ? Narrow(stack, 1, 1).WithLayers([0]) : null;
            return isDecoder ? whole with { Encoder = other!, Decoder = own } : whole with { Encoder = own, Decoder = other };
        }

        private static StackMask Narrow(StackMask stack, int heads, int units) => new(stack.Kept, [.. stack.Layers.Select(layer =>
            new LayerMask(First(layer.Heads, heads), First(layer.Units, units),
                layer.CrossHeads is { } cross ? First(cross, heads) : null))]);

        private static KeptIndices First(KeptIndices all, int count) =>
            new(all.Of, [.. Enumerable.Range(0, Math.Min(count, all.Of))]);
    }
}
