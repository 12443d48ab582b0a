using TorchSharp;
using static TorchSharp.torch;

namespace CompressionPipeline.T5;

/// <summary>The loss on pairs that are not trained on.</summary>
internal static class Validation
{
    /// <summary>Mean cross-entropy in nats per target token; leaves the model in evaluation mode.</summary>
    public static double MeanLoss(T5Model model, IReadOnlyList<TokenizedPair> pairs, int batchSize)
    {
        using var ungraded = no_grad();
        model.eval();
        var (sum, labels) = (0.0, 0L);
        foreach (var part in pairs.OrderBy(pair => pair.Source.Length).ThenBy(pair => pair.Target.Length).Chunk(batchSize))
        {
            using var scope = NewDisposeScope();
            var batch = new Batch(part, model.Config);
            sum += batch.LossSum(model).ToDouble();
            labels += batch.Labels;
        }
        return sum / labels;
    }
}
