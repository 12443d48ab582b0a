using CompressionPipeline.Core;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Verdicts.Results;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages.Prune;

/// <summary>Selects what stays of a model, and writes a physically smaller one (Campos and Zhai, arXiv 2304.02721).</summary>
internal sealed class PruneStage : Stage<PruneOptions>
{
    public override string Name => "prune";

    public override int Version => 2;

    protected override IReadOnlyList<Metric> Run(StageContext context, PruneOptions options)
    {
        TorchLibrary.Require();
        using var scope = NewDisposeScope();
        var source = context.Input(Roles.Model);
        var family = ModelFamilies.Of(source.Folder);
        using var whole = family.Load(source.Folder, CPU);
        var mask = Select(whole.Config.KeepAll(), options);
        context.Progress.Info($"keeps encoder layers {mask.Encoder.Kept}");
        if (mask.Decoder is { } decoder)
            context.Progress.Info($"keeps decoder layers {decoder.Kept}");

        using var smaller = whole.Shrink(mask);
        smaller.Save(context.OutputFolder);
        ModelFiles.CopyTokenizer(source, context.OutputFolder);
        AtomicFile.WriteText(context.Output(ModelMask.FileName), mask.ToJson() + "\n");
        var pruning = new Pruning(
            Stack(mask.Encoder),
            Stack(mask.Decoder),
            new(whole.Config.ParameterCount, smaller.Config.ParameterCount),
            new(ModelFiles.WeightBytes(source.Folder), ModelFiles.WeightBytes(context.OutputFolder)));
        Check(mask, pruning);
        StageFiles.Write(context.Output(Pruning.FileName), pruning);
        ProvenanceFiles.Copy(source, context.OutputFolder);
        return
        [
            new("parameters", "count", Direction.LowerIsBetter, pruning.Parameters.After),
            new("bytes", "bytes", Direction.LowerIsBetter, pruning.Bytes.After),
        ];
    }

    private static ModelMask Select(ModelMask whole, PruneOptions options)
    {
        var (encoder, decoder) = options.Keep(whole.Encoder.Layers.Count, whole.Decoder?.Layers.Count ?? 0);
        return whole with { Encoder = whole.Encoder.WithLayers(encoder), Decoder = whole.Decoder?.WithLayers(decoder) };
    }

    private static PrunedStack Stack(StackMask? mask) => mask is null ? new(0, []) : new(mask.Layers.Count, mask.Kept.ToList());

    /// <summary>
    /// Structured means that tensors shrink: what lost parts and not parameters is a mask, or an error of ours.
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
