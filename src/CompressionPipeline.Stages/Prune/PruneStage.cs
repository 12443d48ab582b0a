using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Verdicts.Results;
using static TorchSharp.torch;

namespace CompressionPipeline.Stages.Prune;

/// <summary>Removes whole layers, so that the model is physically smaller (Campos and Zhai, arXiv 2304.02721).</summary>
internal sealed class PruneStage : Stage<PruneOptions>
{
    public override string Name => "prune";

    public override int Version => 1;

    protected override IReadOnlyList<Metric> Run(StageContext context, PruneOptions options)
    {
        TorchLibrary.Require();
        using var scope = NewDisposeScope();
        var source = context.Input(Roles.Model);
        using var parent = Checkpoint.Load(source.Folder, CPU);
        var shape = parent.Config;
        var (encoder, decoder) = options.Keep(shape.NumLayers, shape.NumDecoderLayers);
        context.Progress.Info($"keeps encoder layers {string.Join(" ", encoder)} of {shape.NumLayers} and decoder layers {string.Join(" ", decoder)} of {shape.NumDecoderLayers}");

        using var child = LayerPruning.Apply(parent, encoder, decoder);
        Checkpoint.Save(child, context.OutputFolder);
        ModelFiles.CopyTokenizer(source, context.OutputFolder);
        var pruning = new Pruning(
            new(shape.NumLayers, encoder),
            new(shape.NumDecoderLayers, decoder),
            new(ModelFiles.Parameters(parent), ModelFiles.Parameters(child)),
            new(ModelFiles.WeightBytes(source.Folder), ModelFiles.WeightBytes(context.OutputFolder)));
        Check(pruning);
        StageFiles.Write(context.Output(Pruning.FileName), pruning);
        ProvenanceFiles.Copy(source, context.OutputFolder);
        return
        [
            new("parameters", "count", Direction.LowerIsBetter, pruning.Parameters.After),
            new("bytes", "bytes", Direction.LowerIsBetter, pruning.Bytes.After),
        ];
    }

    /// <summary>Structured means that tensors shrink: what lost layers and not parameters is a mask, or an error of ours.</summary>
    internal static void Check(Pruning pruning)
    {
        var removed = pruning.Encoder.Kept.Count < pruning.Encoder.Depth || pruning.Decoder.Kept.Count < pruning.Decoder.Depth;
        if (removed && (pruning.Parameters.After >= pruning.Parameters.Before || pruning.Bytes.After >= pruning.Bytes.Before))
        {
            throw new InvalidOperationException(
                $"Layers were removed, but parameters went from {pruning.Parameters.Before} to {pruning.Parameters.After} and bytes from {pruning.Bytes.Before} to {pruning.Bytes.After}.");
        }
    }
}
