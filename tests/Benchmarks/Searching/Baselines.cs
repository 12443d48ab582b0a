using System.Diagnostics;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Stages.Search;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using static TorchSharp.torch;

namespace Benchmarks.Searching;

/// <summary>
/// Networks that baselines make of a model, judged as a search judges its own. What a paper fine-tunes is trained here for as
/// many steps as a super-network, each network by itself.
/// </summary>
internal sealed class Baselines(StageContext context, SearchOptions options, int calibration)
{
    // NASH trains gates for one half of the steps and what is left for the other.
    private const int NashParts = 2;

    private static readonly double[] Shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    private static readonly double[] Sparsities = [0.1, 0.3, 0.5, 0.7];

    public SearchResult Run(BaselineCell cell)
    {
        TorchLibrary.Require();
        using var scope = NewDisposeScope();
        using var model = ModelFiles.Load(context.Input(Roles.Model).Folder);
        model.Module.eval();
        using var inputs = TrainingInputs.Open(context, model.Config);
        using var objectives = new SubNetworkObjectives(context, options, model, inputs);
        var clock = Stopwatch.StartNew();
        var networks = new List<SearchedNetwork>();
        if (cell.Kind == BaselineKind.Nash)
        {
            foreach (var sparsity in Sparsities)
            {
                var pruned = Gated(model, sparsity, options.MaxSteps / NashParts);
                using var network = (ITrainable)pruned.Model;
                Train(network, inputs, options.MaxSteps / NashParts);
                Add(objectives.Measure(pruned.Mask, network));
            }
        }
        else
        {
            List<ModelMask> masks = [model.Config.KeepAll(), .. Masks(cell.Kind, model, inputs)];
            if (!cell.IsTrained)
                objectives.Measure(masks).ToList().ForEach(Add);
            foreach (var mask in cell.IsTrained ? masks : [])
            {
                using var network = (ITrainable)model.Shrink(mask);
                Train(network, inputs, options.MaxSteps);
                Add(objectives.Measure(mask, network));
            }
        }
        return new(
            "", $"{cell}", "", objectives.All, objectives.Measure([model.Config.KeepAll()])[0]!, networks)
        {
            TrainingSeconds = cell.IsTrained ? clock.Elapsed.TotalSeconds : 0,
        };

        void Add(IReadOnlyList<double>? values) => networks.Add(new([], values, clock.Elapsed.TotalSeconds));
    }

    private IEnumerable<ModelMask> Masks(BaselineKind kind, ITrainable model, TrainingInputs inputs)
    {
        var (whole, examples) = (model.Config.KeepAll(), inputs.Train(calibration));
        switch (kind)
        {
            case BaselineKind.HeadPruning:
                var taylor = Importance.Taylor(model, [.. examples.Chunk(options.BatchSize)], context.Progress, default);
                return Shares.Select(share => WidthPruning.Select(
                    whole, taylor, new() { Method = PruneMethod.Taylor, Heads = new(share) }, new()));
            case BaselineKind.MaskSearch:
                var fisher = Importance.Fisher(model, examples, context.Progress, default);
                return Shares.Select(share => Budget(model, fisher, share)).OfType<ModelMask>();
            case BaselineKind.Asymmetric:
                return Depths(whole.Decoder!).Select(kept => whole with { Decoder = Layers(whole.Decoder!, kept) });
            default:
                return Depths(whole.Encoder).Select(kept => whole with
                {
                    Encoder = Layers(whole.Encoder, kept, LayerRule.Low),
                    Decoder = whole.Decoder is { } decoder
                        ? Layers(decoder, Math.Max(1, kept * decoder.Layers.Count / whole.Encoder.Layers.Count), LayerRule.Low)
                        : null,
                });
        }
    }

    // Null where a whole stack would go, of which there is no network.
    private static ModelMask? Budget(ITrainable model, Importance importance, double share)
    {
        try
        {
            return BudgetSelection.Keep(model, importance, share, (true, model.Config.DecoderLayers > 0));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<int> Depths(StackMask stack) => Enumerable.Range(1, stack.Layers.Count - 1).Reverse();

    private static StackMask Layers(StackMask stack, int kept, LayerRule rule = LayerRule.Tables) =>
        stack.WithLayers(LayerSelection.Keep(stack.Layers.Count, kept, rule));

    private Pruned Gated(ITrainable model, double sparsity, int steps)
    {
        var whole = model.Config.KeepAll();
        var decoder = whole.Decoder!;
        var layers = whole with { Decoder = Layers(decoder, Math.Max(1, decoder.Layers.Count / 3), LayerRule.Uniform) };
        using var shortened = (T5Model)model.Shrink(layers);
        var pruned = GatePruning.Apply(context with { ScratchFolder = NewFolder() }, new()
        {
            Method = PruneMethod.Nash,
            Sparsity = sparsity,
            // Gates must come from open to shut within these steps: 0.1 did it in 111 of them.
            MaskLearningRate = Math.Min(1, 11.1 / steps),
            MaxSteps = steps,
            BatchSize = options.BatchSize,
            LearningRate = options.LearningRate,
            ValidationLimit = options.ValidationLimit,
            ValidateEvery = 0,
            CheckpointEvery = 0,
            Threads = options.Threads,
        }, shortened);
        return pruned with { Mask = layers.Then(pruned.Mask) };
    }

    private void Train(ITrainable network, TrainingInputs inputs, int steps)
    {
        using var objective = new CrossEntropy();
        new Trainer(objective).Run(
            network, inputs.Train(options.Limit), [], options.ForTrainer() with { MaxSteps = steps }, context.Seed, NewFolder(),
            context.Progress, context.Time, default);
        network.Module.eval();
    }

    // Each training has its own, so that none goes on from another one's checkpoint.
    private string NewFolder() =>
        Directory.CreateDirectory(Path.Combine(context.ScratchFolder, Path.GetRandomFileName())).FullName;
}
