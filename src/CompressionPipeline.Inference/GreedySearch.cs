using System.Numerics.Tensors;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>Takes the likeliest token at every step. Finished rows read padding until all rows are finished.</summary>
internal static class GreedySearch
{
    public static int[][] Run(
        DecoderRun run, SpecialIds special, int rows, DecodeSettings settings, PhaseClock clock, Action<int>? told,
        CancellationToken cancellation)
    {
        var texts = new List<int>[rows];
        for (var row = 0; row < rows; row++)
            texts[row] = [];
        var (next, finished) = (new long[rows], new bool[rows]);
        for (var step = 0; step < settings.MaxNewTokens; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step > 0)
                run.Next(next);
            var mayEnd = step >= settings.MinNewTokens;
            for (var row = 0; row < rows; row++)
            {
                next[row] = finished[row] ? special.Pad : Best(run.Logits(row), mayEnd ? null : special.End);
                finished[row] |= next[row] == special.End;
                if (finished[row])
                    continue;
                texts[row].Add((int)next[row]);
                told?.Invoke((int)next[row]);
            }
            clock.StepDone();
            if (Array.TrueForAll(finished, done => done))
                break;
        }
        return Array.ConvertAll(texts, text => text.ToArray());
    }

    /// <summary>The first of the largest logits; NaN, which IndexOfMax finds first, is an error.</summary>
    private static int Best(Span<float> logits, int? forbidden)
    {
        if (forbidden is { } id)
            logits[id] = float.NegativeInfinity;
        var best = TensorPrimitives.IndexOfMax(logits);
        return float.IsFinite(logits[best])
            ? best
            : throw new PipelineException(
                $"The model's logits hold {logits[best]}: its weights or activations overflow. " +
                "Export it in 32-bit floats, or train it again.");
    }
}
