using System.Numerics.Tensors;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>A batch that is decoded greedily: the first step is done when it is made.</summary>
internal interface IGreedyDecoder : IDisposable
{
    /// <summary>Reads one more id per row.</summary>
    void Next(ReadOnlySpan<long> next);

    /// <summary>
    /// The first of the largest logits of each row that is not finished; the other rows' places are left alone.
    /// </summary>
    /// <exception cref="PipelineException">Logits are not numbers.</exception>
    void Best(ReadOnlySpan<bool> finished, int? forbidden, Span<long> best);

    /// <summary>The same of logits that are there: (rows, vocabulary). NaN, which IndexOfMax finds first, is an error.</summary>
    static void Best(Span<float> logits, ReadOnlySpan<bool> finished, int? forbidden, Span<long> best)
    {
        var width = logits.Length / finished.Length;
        for (var row = 0; row < finished.Length; row++)
        {
            var own = logits.Slice(row * width, width);
            if (finished[row])
                continue;
            if (forbidden is { } id)
                own[id] = float.NegativeInfinity;
            var first = TensorPrimitives.IndexOfMax<float>(own);
            best[row] = float.IsFinite(own[first]) ? first : throw NotFinite(own[first]);
        }
    }

    static PipelineException NotFinite(float value) => new(
        $"The model's logits hold {value}: its weights or activations overflow. Export it in 32-bit floats, or train it again.");
}
