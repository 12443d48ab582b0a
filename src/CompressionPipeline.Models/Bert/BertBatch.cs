using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Bert;

/// <summary>Texts side by side, padded to the longest, with their labels or values.</summary>
internal sealed class BertBatch : Batch
{
    private readonly BertConfig config;
    private readonly TokenBatch source; // (B, S)
    private readonly long[] tokenTypes; // (B*S)
    private readonly float[] values; // (B)

    public BertBatch(IReadOnlyList<TokenizedPair> pairs, BertConfig config)
        : base(pairs)
    {
        this.config = config;
        source = TokenBatch.Pad([.. pairs.Select(pair => pair.Source)], config.PadTokenId);
        tokenTypes = TokenBatch.Pad([.. pairs.Select(pair => pair.TokenTypes ?? new int[pair.Source.Length])], 0).Ids;
        values = [.. pairs.Select(pair => pair.Value)];
    }

    public override ModelOutputs Run(ITrainable model, MaskTensors? masks, bool withStates)
    {
        using var scope = NewDisposeScope();
        var bert = (BertModel)model;
        masks = masks?.To(bert.Precision);
        List<Tensor>? states = withStates ? [] : null;
        var attentionMask = tensor(source.AttentionMask, source.Shape, device: bert.Device);
        var types = config.TypeVocabSize > 1 ? tensor(tokenTypes, source.Shape, device: bert.Device) : null;
        var logits = bert.Logits(
            tensor(source.Ids, source.Shape, device: bert.Device), attentionMask, types, masks, states);
        return new(logits.InFloat32().MoveToOuterDisposeScope(), Rows(states, withStates ? Places(source) : []), []);
    }

    /// <summary>Of a regression the squared error, else cross-entropy; summed over the texts.</summary>
    public override Tensor Loss(Tensor logits, double labelSmoothing) =>
        config.IsRegression ? SquaredError(logits, tensor(values, device: logits.device)) : base.Loss(logits, labelSmoothing);

    /// <inheritdoc/>
    public override Tensor Divergence(Tensor logits, Tensor taught, double temperature) =>
        config.IsRegression ? SquaredError(logits, taught.flatten()) : base.Divergence(logits, taught, temperature);

    /// <summary>Of a regression the teacher's value alone counts (Klein et al., arXiv 2405.02267).</summary>
    public override Tensor TaughtLoss(Tensor logits, Tensor taught, double temperature, double labelSmoothing) =>
        config.IsRegression
            ? Divergence(logits, taught, temperature)
            : base.TaughtLoss(logits, taught, temperature, labelSmoothing);

    private static Tensor SquaredError(Tensor logits, Tensor expected) =>
        nn.functional.mse_loss(logits.flatten(), expected, reduction: nn.Reduction.Sum);
}
