using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages.Prune;

/// <summary>Selects what stays of a model, and writes a physically smaller one (Campos and Zhai, arXiv 2304.02721).</summary>
internal sealed class PruneStage : Stage<PruneOptions>
{
    public override string Name => "prune";

    public override int Version => 4;

    public override IReadOnlyList<string> Inputs => [Roles.Data, Roles.Model, Roles.Search];

    public override IReadOnlyList<string> Libraries => [Stages.Libraries.Torch, Stages.Libraries.Tokenizers];

    protected override IReadOnlyList<string> InputsFor(PruneOptions options) =>
        options.Method == PruneMethod.Search ? [Roles.Search, .. options.NeedsData ? [Roles.Data] : Array.Empty<string>()]
        : options.IsGated ? [Roles.Data, Roles.Model, .. TrainingInputs.RolesFor(options)]
        : options.NeedsData ? [Roles.Data, Roles.Model]
        : [Roles.Model];

    protected override IReadOnlyList<Metric> Run(StageContext context, PruneOptions options)
    {
        TorchLibrary.Require();
        using var scope = NewDisposeScope();
        var source = Source(context, options);
        var family = ModelFamilies.Of(source.Folder);
        var device = options.IsGated ? Devices.ForTraining(options, context.Progress) : CPU;
        using var whole = family.Load(source.Folder, device);
        if (File.Exists(source.File(Pruning.FileName)))
            context.Progress.Warn($"{source.Key.Stage} has pruned this model before; reports show the last pruning alone.");
        var vocabulary = VocabularyPruning.Choose(context, options, source, whole);
        var pruned = VocabularyPruning.Apply(
            options.Method == PruneMethod.Search
                ? Picked(context, source, options, whole)
                : Prune(context, options, whole),
            vocabulary);
        using var smaller = pruned.Model;
        Describe(context.Progress, pruned, options);

        smaller.Save(context.OutputFolder);
        VocabularyPruning.WriteTokenizer(context, source, vocabulary);
        AtomicFile.WriteText(context.Output(ModelMask.FileName), pruned.Mask.ToJson() + "\n");
        var pruning = new Pruning(
            Stack(pruned.Mask.Encoder),
            Stack(pruned.Mask.Decoder),
            new(whole.Config.ParameterCount, smaller.Config.ParameterCount),
            new(ModelFiles.WeightBytes(source.Folder), ModelFiles.WeightBytes(context.OutputFolder)))
        {
            Method = options.MethodName,
            ParametersOfFreeWidths = pruned.ParametersOfFreeWidths,
            MaskTraining = pruned.Training,
        };
        Check(pruned.Mask, pruning);
        StageFiles.Write(context.Output(Pruning.FileName), pruning);
        ProvenanceFiles.Copy(source, context.OutputFolder);
        return
        [
            new("parameters", "count", Direction.LowerIsBetter, pruning.Parameters.After),
            new("bytes", "bytes", Direction.LowerIsBetter, pruning.Bytes.After),
        ];
    }

    private static Artifact Source(StageContext context, PruneOptions options) =>
        options.Method != PruneMethod.Search ? context.Input(Roles.Model)
        : context.Inputs.TryGetValue(Roles.Search, out var search) ? search
        : throw new PipelineException(
            "prune: method search takes what a search has found. Let the recipe have a step 'search' before this one.");

    private static Pruned Picked(StageContext context, Artifact search, PruneOptions options, IModel whole)
    {
        var path = search.File(SearchResult.FileName);
        var found = StageFiles.Read<SearchResult>(path);
        var network = options.Pick.Choose(found, path);
        context.Progress.Info("takes the sub-network with " + string.Join(", ", found.Objectives.Index().Select(objective =>
            FormattableString.Invariant($"{objective.Item.Name} {network.Values![objective.Index]:0.####} ")
            + FormattableString.Invariant($"({found.Whole[objective.Index]:0.####} of the whole network)"))));
        var mask = ModelMask.FromNode(network.Mask!, path);
        var smaller = network.Weights is { } weights
            ? ModelFiles.Load(search.File(weights))
            : whole.Shrink(mask, release: true);
        return new(smaller, mask);
    }

    // Layers first: what is left of them is what heads and units are chosen of.
    private static Pruned Prune(StageContext context, PruneOptions options, IModel whole)
    {
        var layers = Layers(whole.Config.KeepAll(), options);
        StackMask?[] narrowed =
            [options.NarrowsEncoder ? layers.Encoder : null, options.NarrowsDecoder ? layers.Decoder : null];
        if (options.Uniform && narrowed.Any(stack => stack?.KeptLayers
            .DistinctBy(layer => (layer.Heads.Of, layer.Units.Of, layer.CrossHeads?.Of)).Count() > 1))
        {
            throw new PipelineException("prune: uniform: layers of this model differ in width already, and what is gone cannot "
                + "make them alike. Say uniform where they were pruned, or leave it out.");
        }
        if (options.Method is PruneMethod.Layers or PruneMethod.Vocabulary)
            return new(whole.Shrink(layers, release: true), layers);
        using var shortened = (ITrainable)whole.Shrink(layers, release: true);
        try
        {
            var pruned = !options.IsGated ? WidthPruning.Apply(context, options, shortened)
                : shortened is T5Model t5 ? GatePruning.Apply(context, options, t5)
                : throw new PipelineException(
                    $"prune: method {options.MethodName} prunes T5 models only. Use layers, magnitude, taylor, combined or "
                    + "fisher.");
            return pruned with { Mask = layers.Then(pruned.Mask) };
        }
        catch (ArgumentException error)
        {
            throw new PipelineException(
                $"prune: so much goes that a whole stack would be empty ({error.Message}) Ask for less.", error);
        }
    }

    private static ModelMask Layers(ModelMask whole, PruneOptions options)
    {
        // There the number of decoder layers is a target for gates.
        if (options.Method is PruneMethod.Auto)
            return whole;
        var (encoder, decoder) = options.KeepLayers(whole.Encoder.Layers.Count, whole.Decoder?.Layers.Count ?? 0);
        return whole with { Encoder = whole.Encoder.WithLayers(encoder), Decoder = whole.Decoder?.WithLayers(decoder) };
    }

    private static void Describe(IProgressSink progress, Pruned pruned, PruneOptions options)
    {
        progress.Info($"keeps encoder layers {pruned.Mask.Encoder.Kept}");
        if (pruned.Mask.Decoder is { } decoder)
            progress.Info($"keeps decoder layers {decoder.Kept}");
        if (options.Method is PruneMethod.Layers or PruneMethod.Vocabulary)
            return;
        progress.Info($"keeps in each encoder layer {Widths(pruned.Mask.Encoder)}");
        if (pruned.Mask.Decoder is not null)
            progress.Info($"keeps in each decoder layer {Widths(pruned.Mask.Decoder)}");
        if (pruned.ParametersOfFreeWidths is { } free)
        {
            progress.Info($"equal or rounded widths leave {pruned.Model.Config.ParameterCount:N0} parameters, free ones would "
                + $"leave {free:N0}");
        }
        if (options.Uniform && pruned.Model is T5Model { Config.IsStock: false })
        {
            progress.Warn("Stock T5 code cannot load this model, for it knows one width of attention and one of feed-forward "
                + "blocks for both stacks, and here encoder and decoder differ. Prune both stacks alike, or load it "
                + "with this tool.");
        }
    }

    private static string Widths(StackMask stack) => string.Join(", ", stack.KeptLayers.Select(layer =>
        $"{layer.Heads.Count} of {layer.Heads.Of} heads"
        + (layer.CrossHeads is { } cross ? $" and {cross.Count} of {cross.Of} cross-attention heads" : "")
        + $", {layer.Units.Count} of {layer.Units.Of} units"));

    private static PrunedStack Stack(StackMask? mask) => mask is null ? new(0, []) : new(mask.Layers.Count, mask.Kept.ToList());

    /// <summary>
    /// Fails if parts were removed and the number of parameters did not fall.
    /// </summary>
    internal static void Check(ModelMask mask, Pruning pruning)
    {
        var shrank = pruning.Parameters.After < pruning.Parameters.Before && pruning.Bytes.After < pruning.Bytes.Before;
        if (!mask.IsWhole && !shrank)
        {
            throw new InvalidOperationException(
                $"Parts were removed, but parameters went from {pruning.Parameters.Before} to {pruning.Parameters.After} "
                + $"and bytes from {pruning.Bytes.Before} to {pruning.Bytes.After}.");
        }
    }
}
