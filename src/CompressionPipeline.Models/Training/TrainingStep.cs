using CompressionPipeline.Models.Torch;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>
/// One optimizer step: each worker takes its share of the batch through the objective's passes, then all update the parameters.
/// </summary>
internal sealed class TrainingStep(
    ITrainable model, Objective objective, AdamW optimizer, TorchWorkers workers, TrainingOptions options) : IDisposable
{
    private readonly ComputedModel computed = new(model, optimizer.Parameters, options.Precision);

    // What an objective adds may be summed or broadcast, and then its gradient shares memory with another.
    private readonly bool[] shares = [.. optimizer.Parameters
        .Select(p => !model.Module.named_parameters().Any(weight => weight.name == p.Name))];

    /// <summary>Gradients of the objective over the batch, then one update.</summary>
    /// <param name="pairs">The batch.</param>
    /// <param name="number">Counted from 1.</param>
    /// <param name="total">Steps of the whole run.</param>
    /// <param name="seed">Of whatever is drawn in it.</param>
    /// <returns>The objective before the update, and how sparse the model is after it.</returns>
    public (double Loss, SparsityAt? Sparsity) Run(IReadOnlyList<TokenizedPair> pairs, long number, long total, long seed = 0)
    {
        using var scope = NewDisposeScope();
        var step = new StepContext(computed.Model, options, number, total, pairs.Sum(pair => pair.Target.Length)) { Seed = seed };
        var losses = new double[workers.Count];
        var gradients = new IList<Tensor>?[workers.Count];
        objective.BeforeStep(step);
        // Dealt like cards: every worker gets pairs of every length, and none waits for another.
        workers.Run(worker =>
            (losses[worker], gradients[worker]) = Gradients(step, [.. pairs.Where((_, i) => i % workers.Count == worker)]));
        optimizer.Step([.. gradients.OfType<IList<Tensor>>()], options.LearningRateAt(number, total), workers);
        computed.Follow();
        using (no_grad())
            objective.AfterStep(step);
        return (losses.Sum(), objective.Sparsity(step));
    }

    public void Dispose() => computed.Dispose();

    // In as many parts as the options ask for, to save memory. Null where the batch is too small to have a share for each worker.
    private (double Loss, IList<Tensor>? Gradients) Gradients(StepContext step, TokenizedPair[] pairs)
    {
        if (pairs.Length == 0)
            return (0, null);
        var sum = 0.0;
        using var checkpoints = options.ActivationCheckpointing ? new ActivationCheckpoints(model, step.Seed) : null;
        var total = new Tensor?[computed.Parameters.Count];
        foreach (var part in pairs.Chunk((pairs.Length + options.AccumulationSteps - 1) / options.AccumulationSteps))
        {
            using var scope = NewDisposeScope();
            objective.Compute(step, model.CreateBatch(part), loss => sum += Backward(loss, total, checkpoints));
        }
        return (sum, [.. total.Select((gradient, i) =>
            gradient ?? zeros_like(optimizer.Parameters[i].Parameter).DetachFromDisposeScope())]);
    }

    private float Backward(Tensor loss, Tensor?[] total, ActivationCheckpoints? checkpoints)
    {
        using var scope = NewDisposeScope();
        if (checkpoints is not null)
            checkpoints.Backward(loss, computed.Parameters, gradients => Add(gradients, total));
        else
            Add(autograd.grad([loss], computed.Parameters, allow_unused: true), total);
        return loss.item<float>();
    }

    private void Add(IList<Tensor> gradients, Tensor?[] total)
    {
        for (var i = 0; i < total.Length; i++)
        {
            if (gradients[i] is not { IsInvalid: false } taken)
                continue;
            var gradient = taken.InFloat32();
            if (total[i] is { } sum)
                sum.PlusInPlace(gradient);
            else
                total[i] = (shares[i] ? gradient.clone() : gradient).DetachFromDisposeScope();
        }
    }
}
