using CompressionPipeline.Models.Masks;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// What training minimizes: the forward passes of a step, their losses, the parameters that the optimizer updates, and what
/// happens around the update. Cross-entropy is one; distillation, gates with a Lagrangian and super-network strategies are
/// others.
/// </summary>
internal abstract class Objective : IDisposable
{
    /// <summary>Everything of the objective that decides the weights: a checkpoint of another objective is not resumed.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>
    /// What the optimizer updates and checkpoints keep: all weights of the model. An objective adds parameters of its own as
    /// further groups, and freezes a weight by leaving it out.
    /// </summary>
    public virtual IReadOnlyList<ParameterGroup> Groups(ITrainable model) => [new([.. model.Module.named_parameters()])];

    /// <summary>
    /// Called once before the forward passes, on one thread and with torch's generator seeded by the step: the place to draw what
    /// all parts of the batch share, such as masks. Tensors made here live until the step ends.
    /// </summary>
    public virtual void BeforeStep(StepContext step)
    {
    }

    /// <summary>
    /// Runs the forward passes over a part of the batch and calls <paramref name="backward"/> with each loss, so that one pass's
    /// activations are gone before the next begins. The gradients of all passes and parts are added up: a loss is therefore the
    /// part's share of the batch's mean. Several threads call this at once, each with a part of its own.
    /// </summary>
    /// <param name="step">The step that the part belongs to.</param>
    /// <param name="batch">The part.</param>
    /// <param name="backward">Takes a scalar, float32; what a pass did not use has a gradient of zero.</param>
    public abstract void Compute(StepContext step, Batch batch, Action<Tensor> backward);

    /// <summary>The masks that validation runs the model under, in the caller's scope; null is the whole model.</summary>
    public virtual MaskTensors? ValidationMasks => null;

    /// <summary>How sparse the model is after a step, and how sparse it should be; null where nothing is pruned.</summary>
    public virtual SparsityAt? Sparsity(StepContext step) => null;

    /// <summary>Called once after the update, on one thread and without gradients: the place to clamp parameters.</summary>
    public virtual void AfterStep(StepContext step)
    {
    }

    /// <summary>Gives back the parameters of its own.</summary>
    public virtual void Dispose()
    {
    }
}

/// <summary>
/// An objective of one forward pass, which may run under masks: what a model learns, whatever else is done to it meanwhile.
/// </summary>
internal abstract class TaskObjective : Objective
{
    /// <summary>The part's share of the batch's mean, a scalar, float32.</summary>
    public abstract Tensor Loss(StepContext step, Batch batch, MaskTensors? masks);

    public override void Compute(StepContext step, Batch batch, Action<Tensor> backward) => backward(Loss(step, batch, null));
}
