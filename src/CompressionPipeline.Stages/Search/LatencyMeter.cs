using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Search;

/// <summary>Exports sub-networks and times them on ONNX Runtime at batch 1.</summary>
internal sealed class LatencyMeter(StageContext context, SearchOptions options, ITrainable model, TrainingInputs inputs)
{
    private const int LeastRounds = 10;

    // In the first calls after another network's, the processor's caches hold few weights of this one and its threads sleep. The
    // third fastest counts: the fastest may be luck.
    private const int CallsPerRound = 10;
    private const int CountedCall = 2;

    // Networks that are open at a time may take so many bytes, on disk and in memory; four are open in any case, and of small
    // ones no more than are timed while the machine's speed stays the same.
    private const long BytesAtOnce = 2L << 30;
    private const int BytesOfAWeight = 8;
    private const int LeastAtOnce = 4;
    private const int MostAtOnce = 16;

    // Some machines are at times slower, for seconds or minutes and for some networks more than for others: a round counts where
    // the whole model takes at most so many times what it takes in the fastest tenth of the rounds.
    private const double Slower = 1.05;
    private const int FastestPart = 10;

    // So that a second in which the machine is busy spoils few rounds; if it is slower for long, its fastest rounds have to do.
    private static readonly TimeSpan LeastTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    private readonly ModelMask whole = model.Config.KeepAll();

    private int NetworksAtOnce =>
        (int)Math.Clamp(BytesAtOnce / (BytesOfAWeight * model.Config.ParameterCount), LeastAtOnce, MostAtOnce);

    /// <summary>The table of a model's blocks, from random sub-networks of all sizes.</summary>
    public LatencyTable Table()
    {
        var random = new Random(1);
        List<ModelMask> networks =
        [
            .. new[] { Least() }.Where(SubNetworkObjectives.CanGenerate),
            .. LatencyTable.Choose(whole, () => Draw(random)),
        ];
        var (times, wholeMs) = Time(networks, "timing sub-networks");
        return LatencyTable.Fit(whole, wholeMs, networks, times);
    }

    /// <summary>
    /// Median milliseconds of each sub-network and of the whole model. Each time of a sub-network is divided by the whole model's
    /// in the same round, since the machine's speed may change between rounds.
    /// </summary>
    /// <param name="masks">The sub-networks.</param>
    /// <param name="activity">What the progress says.</param>
    /// <param name="known">Milliseconds of the whole model on this machine at its fastest, where they are known.</param>
    public (IReadOnlyList<double> Times, double Whole) Time(
        IReadOnlyList<ModelMask> masks, string activity, double known = double.PositiveInfinity)
    {
        var folder = Path.Combine(context.ScratchFolder, "timed");
        var groups = masks.Chunk(NetworksAtOnce).DefaultIfEmpty([]).Select(group => (group, new List<TimedRound>())).ToList();
        double Fastest() => LatencyMeter.Fastest(groups.SelectMany(group => group.Item2), known);
        try
        {
            using var all = Open(whole, Path.Combine(folder, "whole"));
            // The second time those alone that were timed while the machine was slower than later.
            foreach (var (i, (group, rounds)) in groups.Index().Concat(groups.Index()))
            {
                if (Fast(rounds, Fastest()) < LeastRounds)
                {
                    Time(all, group, rounds, Fastest, Path.Combine(folder, "group"), opened =>
                        context.Progress.Step(new(activity, (i * NetworksAtOnce) + opened, masks.Count)));
                }
            }
        }
        finally
        {
            Delete(folder);
        }
        var counted = groups.ConvertAll(group => Counted(group.Item2, Fastest()));
        var wholeMs = Median(counted.SelectMany(rounds => rounds, (_, round) => round.Whole));
        return ([.. groups.Zip(counted, (group, rounds) => group.group.Select((_, i) =>
            wholeMs * Median(rounds.Select(round => round.Shares[i])))).SelectMany(times => times)], wholeMs);
    }

    /// <summary>Milliseconds of the whole model while the machine is at its fastest.</summary>
    /// <param name="rounds">All rounds.</param>
    /// <param name="known">What is known of before.</param>
    public static double Fastest(IEnumerable<TimedRound> rounds, double known) =>
        rounds.Select(round => round.Whole).Order().ToList() is { Count: > 0 } wholes
            ? Math.Min(known, wholes[wholes.Count / FastestPart])
            : known;

    /// <summary>The rounds in which the machine was at its fastest; with some others where those are too few.</summary>
    public static IReadOnlyList<TimedRound> Counted(IReadOnlyList<TimedRound> rounds, double fastest) =>
        [.. rounds.OrderBy(round => round.Whole).Take(Math.Max(LeastRounds, Fast(rounds, fastest)))];

    private static int Fast(IReadOnlyList<TimedRound> rounds, double fastest) =>
        rounds.Count(round => round.Whole <= Slower * fastest);

    private void Time(IOnnxModel all, ModelMask[] group, List<TimedRound> rounds, Func<double> fastest, string folder,
        Action<int> opened)
    {
        var models = new List<IOnnxModel>();
        try
        {
            foreach (var mask in group)
            {
                models.Add(Open(mask, Path.Combine(folder, $"{models.Count}")));
                opened(models.Count);
            }
            var begin = context.Time.GetTimestamp();
            while (!Enough(context.Time.GetElapsedTime(begin)))
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var source = inputs.TimedSource(rounds.Count, options.SourceLength);
                double Ms(IOnnxModel timed) => Enumerable.Range(0, CallsPerRound).Select(_ =>
                    timed.Generate([source], inputs.OutputLength(options.OutputLength), context.Cancellation).Total)
                    .Order().ElementAt(CountedCall);
                var wholeMs = Ms(all);
                rounds.Add(new(wholeMs, models.ConvertAll(timed => Ms(timed) / wholeMs)));
            }

            bool Enough(TimeSpan taken) => rounds.Count >= LeastRounds && taken >= LeastTime
                && (taken >= MostTime || Fast(rounds, fastest()) >= LeastRounds);
        }
        finally
        {
            models.ForEach(timed => timed.Dispose());
            Delete(folder);
        }
    }

    /// <summary>One round: milliseconds of the whole model, and of each network as a share of them.</summary>
    internal sealed record TimedRound(double Whole, IReadOnlyList<double> Shares);

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

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
