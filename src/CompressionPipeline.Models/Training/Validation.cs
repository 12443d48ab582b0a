using CompressionPipeline.Models.Masks;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>The loss on pairs that are not trained on.</summary>
internal static class Validation
{
    /// <summary>
    /// The mean loss per id to predict of a model under each of some masks; it leaves the model in evaluation mode.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="pairs">At least one.</param>
    /// <param name="batchSize">Pairs at once.</param>
    /// <param name="workers">Share the batches of all masks.</param>
    /// <param name="masks">What the model runs under; null is the whole model.</param>
    public static double[] MeanLosses(
        ITrainable model, IReadOnlyList<TokenizedPair> pairs, int batchSize, TorchWorkers workers,
        params IReadOnlyList<MaskTensors?> masks)
    {
        model.Module.eval();
        var parts = pairs.OrderBy(pair => pair.Source.Length).ThenBy(pair => pair.Target.Length).Chunk(batchSize).ToArray();
        var sums = new double[masks.Count * parts.Length];
        workers.Run(worker =>
        {
            using var ungraded = no_grad();
            for (var i = worker; i < sums.Length; i += workers.Count)
            {
                using var scope = NewDisposeScope();
                var batch = model.CreateBatch(parts[i % parts.Length]);
                sums[i] = CrossEntropy.Sum(model, batch, masks[i / parts.Length]).item<float>();
            }
        });
        var labels = pairs.Sum(pair => (long)pair.Target.Length);
        return [.. sums.Chunk(parts.Length).Select(losses => losses.Sum() / labels)];
    }
}
