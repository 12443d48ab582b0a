using TorchSharp;
using static TorchSharp.torch;

namespace CompressionPipeline.T5;

/// <summary>One optimizer step.</summary>
internal static class TrainingStep
{
    /// <summary>Gradients of the batch's mean loss, in as many parts as the options ask for, then one update.</summary>
    /// <returns>The mean loss in nats per target token, before the update.</returns>
    public static double Run(T5Model model, AdamW optimizer, IReadOnlyList<TokenizedPair> pairs, TrainingOptions options, double learningRate)
    {
        using var scope = NewDisposeScope();
        var labels = pairs.Sum(pair => pair.Target.Length);
        var sum = 0.0;
        model.zero_grad(set_to_none: true);
        foreach (var part in pairs.Chunk((pairs.Count + options.AccumulationSteps - 1) / options.AccumulationSteps))
        {
            using var partScope = NewDisposeScope();
            var batch = new Batch(part, model.Config);
            // Divided by the labels of the whole batch, so that the parts' gradients add up to the gradient of the mean.
            var loss = batch.LossSum(model, options.LabelSmoothing) / labels;
            loss.backward();
            sum += loss.ToDouble();
        }
        optimizer.Step(learningRate);
        return sum;
    }
}
