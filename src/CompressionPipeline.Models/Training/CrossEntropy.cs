using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace CompressionPipeline.Models.Training;

/// <summary>Mean cross-entropy of the target tokens.</summary>
internal sealed class CrossEntropy : TaskObjective
{
    public override string Fingerprint => "cross-entropy";

    /// <summary>Cross-entropy in nats, summed over the batch's target tokens.</summary>
    public static Tensor Sum(T5Model model, Batch batch, MaskTensors? masks = null)
    {
        using var scope = NewDisposeScope();
        return Sum(batch.Logits(model, masks), batch, labelSmoothing: 0).MoveToOuterDisposeScope();
    }

    /// <summary>Cross-entropy in nats of given logits, summed over the batch's target tokens.</summary>
    public static Tensor Sum(Tensor logits, Batch batch, double labelSmoothing) => F.cross_entropy(
        logits, batch.Labels(logits.device), reduction: nn.Reduction.Sum, label_smoothing: labelSmoothing);

    public override Tensor Loss(StepContext step, Batch batch, MaskTensors? masks)
    {
        using var scope = NewDisposeScope();
        using var labels = step.Labels.ToScalar();
        return Sum(batch.Logits(step.Model, masks), batch, step.Options.LabelSmoothing).div(labels).MoveToOuterDisposeScope();
    }
}
