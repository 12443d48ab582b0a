using CompressionPipeline.Models.T5;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace CompressionPipeline.Models.Training;

/// <summary>Mean cross-entropy of the target tokens.</summary>
internal sealed class CrossEntropy : Objective
{
    public override string Fingerprint => "cross-entropy";

    /// <summary>Cross-entropy in nats, summed over the batch's target tokens.</summary>
    public static Tensor Sum(T5Model model, Batch batch, double labelSmoothing = 0)
    {
        using var scope = NewDisposeScope();
        return F.cross_entropy(
                batch.Logits(model), batch.Labels(model.Device), reduction: nn.Reduction.Sum, label_smoothing: labelSmoothing)
            .MoveToOuterDisposeScope();
    }

    public override void Compute(StepContext step, Batch batch, Action<Tensor> backward)
    {
        using var labels = step.Labels.ToScalar();
        backward(Sum(step.Model, batch, step.Options.LabelSmoothing).div(labels));
    }
}
