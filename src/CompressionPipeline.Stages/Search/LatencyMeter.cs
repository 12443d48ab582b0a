using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Search;

/// <summary>Exports sub-networks and times them on ONNX Runtime at batch 1.</summary>
internal sealed class LatencyMeter(StageContext context, SearchOptions options, ITrainable model, TrainingInputs inputs)
{
    // In the first calls after another network's, the processor's caches hold few weights of this one and its threads sleep. The
    // third fastest counts: the fastest may be luck.
    private const int CallsPerRound = 10, CountedCall = 2;

    // Networks that are open at a time may take so many bytes, on disk and in memory; four are open in any case, and of small
    // ones no more than are timed while the machine's speed stays the same.
    private const long BytesAtOnce = 2L << 30;
    private const int BytesOfAWeight = 8, LeastAtOnce = 4, MostAtOnce = 16;

    // How long a group of networks is timed: the least, so that a second in which the machine is busy spoils few rounds; and the
    // most, where fast rounds are too few.
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
    /// in the same round, since the machine's speed may change between rounds. What is known are milliseconds of the whole model
    /// on this machine at its fastest.
    /// </summary>
    public (IReadOnlyList<double> Times, double Whole) Time(
        IReadOnlyList<ModelMask> masks, string activity, double known = double.PositiveInfinity)
    {
        var folder = Path.Combine(context.ScratchFolder, "timed");
        var groups = masks.Chunk(NetworksAtOnce).DefaultIfEmpty([])
            .Select(group => (Masks: group, Rounds: new List<TimedRound>())).ToList();
        double Fastest() => TimedRound.Fastest(groups.SelectMany(group => group.Rounds), known);
        try
        {
            using var wholeModel = Open(whole, Path.Combine(folder, "whole"));
            // Twice, since a later group may show that the machine was slow while an earlier one was timed.
            foreach (var (i, (group, rounds)) in groups.Index().Concat(groups.Index()))
            {
                if (TimedRound.CountFast(rounds, Fastest()) < TimedRound.Least)
                {
                    AddRounds(rounds, wholeModel, group, Fastest, Path.Combine(folder, "group"), opened =>
                        context.Progress.Step(new(activity, (i * NetworksAtOnce) + opened, masks.Count)));
                }
            }
        }
        finally
        {
            Delete(folder);
        }
        var fastest = Fastest();
        var counted = groups.ConvertAll(group => TimedRound.Counted(group.Rounds, fastest));
        var wholeMs = Median(counted.SelectMany(rounds => rounds.Select(round => round.Whole)));
        return ([.. counted.SelectMany(MedianShares).Select(share => share * wholeMs)], wholeMs);
    }

    // Times the networks of a group beside the whole model, round by round.
    private void AddRounds(
        List<TimedRound> rounds, IOnnxModel wholeModel, ModelMask[] group, Func<double> fastest, string folder,
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
            while (!IsEnough(context.Time.GetElapsedTime(begin)))
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var source = inputs.TimedSource(rounds.Count, options.SourceLength);
                var wholeMs = Milliseconds(wholeModel, source);
                rounds.Add(new(wholeMs, models.ConvertAll(network => Milliseconds(network, source) / wholeMs)));
            }
        }
        finally
        {
            models.ForEach(network => network.Dispose());
            Delete(folder);
        }

        bool IsEnough(TimeSpan taken) => rounds.Count >= TimedRound.Least && taken >= LeastTime
            && (taken >= MostTime || TimedRound.CountFast(rounds, fastest()) >= TimedRound.Least);
    }

    private double Milliseconds(IOnnxModel network, int[] source) => Enumerable.Range(0, CallsPerRound)
        .Select(_ => network.Generate([source], inputs.OutputLength(options.OutputLength), context.Cancellation).Total)
        .Order().ElementAt(CountedCall);

    private static IEnumerable<double> MedianShares(IReadOnlyList<TimedRound> rounds) =>
        rounds[0].Shares.Select((_, network) => Median(rounds.Select(round => round.Shares[network])));

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

    private static StackMask Narrow(StackMask stack, int layers, Func<LayerMask, (int Heads, int Units)> widths) =>
        new StackMask(stack.Kept, [.. stack.Layers.Select(layer => layer.First(widths(layer).Heads, widths(layer).Units))])
            .WithLayers([.. Enumerable.Range(0, layers)]);
}
