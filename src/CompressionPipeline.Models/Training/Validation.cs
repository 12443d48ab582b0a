using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>The loss on pairs that are not trained on.</summary>
internal static class Validation
{
    /// <summary>Mean cross-entropy in nats per target token; leaves the model in evaluation mode.</summary>
    public static double MeanLoss(
        T5Model model, IReadOnlyList<TokenizedPair> pairs, int batchSize, TorchWorkers workers, MaskTensors? masks)
    {
        model.eval();
        var parts = pairs.OrderBy(pair => pair.Source.Length).ThenBy(pair => pair.Target.Length).Chunk(batchSize).ToArray();
        var sums = new double[parts.Length];
        workers.Run(worker =>
        {
            using var ungraded = no_grad();
            for (var i = worker; i < parts.Length; i += workers.Count)
            {
                using var scope = NewDisposeScope();
                sums[i] = CrossEntropy.Sum(model, new Batch(parts[i], model.Config), masks).item<float>();
            }
        });
        return sums.Sum() / pairs.Sum(pair => (long)pair.Target.Length);
    }
}
