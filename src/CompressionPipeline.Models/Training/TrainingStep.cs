using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>One optimizer step: each worker takes its share of the batch through forward and backward, then all update the weights.</summary>
internal sealed class TrainingStep(T5Model model, AdamW optimizer, TorchWorkers workers, TrainingOptions options)
{
    private readonly IList<Tensor> parameters = [.. model.parameters()];

    /// <summary>Gradients of the batch's mean loss, then one update.</summary>
    /// <returns>The mean loss in nats per target token, before the update.</returns>
    public double Run(IReadOnlyList<TokenizedPair> pairs, double learningRate)
    {
        var labels = pairs.Sum(pair => pair.Target.Length);
        var losses = new double[workers.Count];
        var gradients = new IList<Tensor>?[workers.Count];
        // Like cards: every worker gets pairs of every length, and none waits for another.
        workers.Run(worker => (losses[worker], gradients[worker]) = Gradients([.. pairs.Where((_, i) => i % workers.Count == worker)], labels));
        optimizer.Step([.. gradients.OfType<IList<Tensor>>()], learningRate, workers);
        return losses.Sum();
    }

    // In as many parts as the options ask for, to save memory. Null where the batch is too small to have a share for each.
    private (double Loss, IList<Tensor>? Gradients) Gradients(TokenizedPair[] pairs, int labels)
    {
        if (pairs.Length == 0)
            return (0, null);
        using var scope = NewDisposeScope();
        using var labelCount = labels.ToScalar();
        var sum = 0.0;
        IList<Tensor>? total = null;
        foreach (var part in pairs.Chunk((pairs.Length + options.AccumulationSteps - 1) / options.AccumulationSteps))
        {
            using var partScope = NewDisposeScope();
            // Divided by the labels of the whole batch, so that all parts' gradients add up to the gradient of the mean.
            var loss = new Batch(part, model.Config).LossSum(model, options.LabelSmoothing).div(labelCount);
            sum += loss.item<float>();
            total = Add(total, autograd.grad([loss], parameters));
        }
        return (sum, total);
    }

    private static IList<Tensor> Add(IList<Tensor>? total, IList<Tensor> more)
    {
        if (total is null)
            return [.. more.Select(gradient => gradient.DetachFromDisposeScope())];
        foreach (var (sum, gradient) in total.Zip(more))
            sum.PlusInPlace(gradient);
        return total;
    }
}
