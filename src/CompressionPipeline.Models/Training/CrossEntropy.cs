using CompressionPipeline.Models.Masks;
using TorchSharp;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>The mean loss of what is to be predicted: cross-entropy, where the batch has nothing else.</summary>
internal sealed class CrossEntropy : TaskObjective
{
    public override string Fingerprint => "cross-entropy";

    /// <summary>The loss summed over the batch's ids to predict.</summary>
    public static Tensor Sum(ITrainable model, Batch batch, MaskTensors? masks = null, double labelSmoothing = 0)
    {
        using var scope = NewDisposeScope();
        return batch.Loss(batch.Logits(model, masks), labelSmoothing).MoveToOuterDisposeScope();
    }

    public override Tensor Loss(StepContext step, Batch batch, MaskTensors? masks)
    {
        using var scope = NewDisposeScope();
        using var labels = step.Labels.ToScalar();
        return Sum(step.Model, batch, masks, step.Options.LabelSmoothing).div(labels).MoveToOuterDisposeScope();
    }
}
