using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>Greedy generation with a cache of keys and values.</summary>
public static class Generation
{
    /// <summary>The likeliest token at each step.</summary>
    /// <param name="model">Generates as in evaluation; its mode is left as it was.</param>
    /// <param name="sources">Source ids, one batch; at least one row, none empty.</param>
    /// <param name="maxNewTokens">Tokens at most, the end of sequence included. At least 1.</param>
    /// <param name="minNewTokens">
    /// Tokens before which no text may end; equal to <paramref name="maxNewTokens"/> it pins the length.
    /// </param>
    /// <param name="masks">Factors for heads, units and hidden dimensions; null is the whole model.</param>
    /// <param name="phaseDone">Called when the sources are encoded, then after each token; a GPU may still be at work.</param>
    /// <param name="cancellation">Checked before every token.</param>
    /// <returns>For each source the ids, without the start id and the end of sequence.</returns>
    /// <exception cref="PipelineException">What the model computes is no number.</exception>
    public static int[][] Greedy(
        T5Model model,
        IReadOnlyList<int[]> sources,
        int maxNewTokens,
        int minNewTokens = 0,
        MaskTensors? masks = null,
        Action? phaseDone = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxNewTokens, 1);
        ArgumentOutOfRangeException.ThrowIfZero(sources.Count);
        if (sources.Any(source => source.Length == 0))
            throw new ArgumentException("A source has no ids; even an empty text has its end of sequence.", nameof(sources));
        var wasTraining = model.training;
        model.eval();
        try
        {
            using var ungraded = no_grad();
            using var cache = Encode(model, sources, masks, phaseDone);
            return Decode(model, cache, sources.Count, maxNewTokens, minNewTokens, phaseDone, cancellation);
        }
        finally
        {
            model.train(wasTraining);
        }
    }

    private static T5Cache Encode(T5Model model, IReadOnlyList<int[]> sources, MaskTensors? masks, Action? phaseDone)
    {
        using var scope = NewDisposeScope();
        var batch = TokenBatch.Pad(sources, model.Config.PadTokenId);
        var attentionMask = tensor(batch.AttentionMask, batch.Shape, device: model.Device);
        var states = model.Encode(tensor(batch.Ids, batch.Shape, device: model.Device), attentionMask, masks);
        phaseDone?.Invoke();
        return model.StartDecoding(states, attentionMask, masks);
    }

    private static int[][] Decode(
        T5Model model, T5Cache cache, int rows, int maxNewTokens, int minNewTokens, Action? phaseDone,
        CancellationToken cancellation)
    {
        var config = model.Config;
        var texts = Enumerable.Range(0, rows).Select(_ => new List<int>()).ToList();
        var tokens = Enumerable.Repeat((long)config.DecoderStartTokenId, rows).ToArray();
        var open = Enumerable.Range(0, rows).ToHashSet();
        for (var step = 0; step < maxNewTokens && open.Count > 0; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = model.DecodeStep(tensor(tokens, [rows, 1], device: model.Device), cache); // (B, V)
            if (step < minNewTokens)
                logits.select(1, config.EosTokenId).fill_(Scalars.Of(float.NegativeInfinity));
            var best = logits.argmax(-1, keepdim: true); // (B, 1)
            // What is no number counts as the largest.
            if (!logits.gather(1, best).isfinite().all().item<bool>())
                throw new DivergedException($"The model's logits are no numbers at token {step + 1} of a text.");
            tokens = best.cpu().data<long>().ToArray();
            for (var row = 0; row < rows; row++)
            {
                if (tokens[row] == config.EosTokenId)
                    open.Remove(row);
                if (open.Contains(row))
                    texts[row].Add((int)tokens[row]);
                else
                    tokens[row] = config.PadTokenId;
            }
            phaseDone?.Invoke();
        }
        return [.. texts.Select(ids => ids.ToArray())];
    }
}
