using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace CompressionPipeline.Models.Training;

/// <summary>Examples side by side, as a family's models read them.</summary>
internal abstract class Batch
{
    private readonly long[] labels; // (N)

    /// <param name="pairs">Sources, and the ids that are to be predicted.</param>
    protected Batch(IReadOnlyList<TokenizedPair> pairs) =>
        labels = [.. pairs.SelectMany(pair => pair.Target).Select(id => (long)id)];

    /// <summary>Ids to predict.</summary>
    public int LabelCount => labels.Length;

    /// <summary>Ids to predict, int64 (N).</summary>
    public Tensor Labels(Device device) => tensor(labels, device: device);

    /// <summary>What the model predicts at the position of each id, float32 (N, V).</summary>
    public Tensor Logits(ITrainable model, MaskTensors? masks = null) => Run(model, masks, withStates: false).Logits;

    /// <summary>What the model predicts at the position of each id, and the hidden states after its layers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="masks">What it runs under; null is the whole model.</param>
    /// <param name="withStates">Whether the hidden states are wanted.</param>
    public abstract ModelOutputs Run(ITrainable model, MaskTensors? masks, bool withStates);

    /// <summary>The loss of given logits, summed over the ids to predict: cross-entropy in nats.</summary>
    /// <param name="logits">float32 (N, V).</param>
    /// <param name="labelSmoothing">Share of the target's probability spread over all outputs.</param>
    public virtual Tensor Loss(Tensor logits, double labelSmoothing) => F.cross_entropy(
        logits, Labels(logits.device), reduction: nn.Reduction.Sum, label_smoothing: labelSmoothing);

    /// <summary>
    /// How far given logits are from a teacher's, summed over the ids to predict: the divergence of the teacher's predictions
    /// from the student's at a temperature, in nats.
    /// </summary>
    public virtual Tensor Divergence(Tensor logits, Tensor taught, double temperature)
    {
        using var scope = NewDisposeScope();
        using var factor = temperature.ToScalar();
        return F.kl_div(
            logits.div(factor).log_softmax(-1), taught.div(factor).log_softmax(-1), log_target: true,
            reduction: nn.Reduction.Sum).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What a sub-network is to learn from the targets and from a teacher's logits, summed over the ids to predict: the loss, and
    /// the divergence times the square of the temperature. In gradients that is the cross-entropy with the teacher's predictions
    /// of Klein et al. (arXiv 2405.02267).
    /// </summary>
    public virtual Tensor TaughtLoss(Tensor logits, Tensor taught, double temperature, double labelSmoothing)
    {
        using var scope = NewDisposeScope();
        using var weight = (temperature * temperature).ToScalar();
        return Loss(logits, labelSmoothing).Plus(Divergence(logits, taught, temperature).mul(weight)).MoveToOuterDisposeScope();
    }

    /// <summary>Where in the flat batch an id stands that is no padding.</summary>
    protected static long[] Places(TokenBatch batch) =>
        [.. batch.AttentionMask.Index().Where(place => place.Item == 1).Select(place => (long)place.Index)];

    /// <summary>Hidden states (B, T, C) without padding, float32 (tokens, C), in the scope around the caller's.</summary>
    protected static List<Tensor> Rows(List<Tensor>? states, long[] places) => [.. (states ?? []).Select(state =>
        state.flatten(0, 1).index_select(0, tensor(places, device: state.device)).InFloat32().MoveToOuterDisposeScope())];
}

/// <summary>What a forward pass gives.</summary>
/// <param name="Logits">At the position of each id to predict, float32 (N, V).</param>
/// <param name="EncoderStates">The hidden states after each encoder layer, without padding, float32 (source tokens, C); empty
/// where not asked for.</param>
/// <param name="DecoderStates">The same of the decoder, float32 (N, C); empty without a decoder.</param>
internal sealed record ModelOutputs(Tensor Logits, IReadOnlyList<Tensor> EncoderStates, IReadOnlyList<Tensor> DecoderStates);
