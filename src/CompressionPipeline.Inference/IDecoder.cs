using System.Numerics.Tensors;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>A batch on its way through a decoder: the first step is done when it is made.</summary>
internal interface IDecoder : IDisposable
{
    /// <summary>Reads one more id per row.</summary>
    void Next(ReadOnlySpan<long> next);

    /// <summary>The first of the largest logits of each row.</summary>
    /// <exception cref="PipelineException">Logits are not numbers.</exception>
    void Best(int? forbidden, Span<long> best);

    /// <summary>The logits of the newest position, row-major (rows, vocabulary); whoever asks may write into them.</summary>
    Span<float> Logits();

    /// <summary>The past of row i becomes what that of row <c>parents[i]</c> was. Rows of unlike sources do not mix.</summary>
    void Reorder(int[] parents);

    /// <summary>Row i becomes what row <c>rows[i]</c> was, which is not before it; the others leave.</summary>
    /// <returns>False where they stay, because a step takes no less without them.</returns>
    bool Keep(int[] rows);

    /// <summary>The same of logits that are there: (rows, vocabulary). NaN, which IndexOfMax finds first, is an error.</summary>
    static void Best(Span<float> logits, int? forbidden, Span<long> best)
    {
        var width = logits.Length / best.Length;
        for (var row = 0; row < best.Length; row++)
        {
            var own = logits.Slice(row * width, width);
            if (forbidden is { } id)
                own[id] = float.NegativeInfinity;
            var first = TensorPrimitives.IndexOfMax<float>(own);
            best[row] = float.IsFinite(own[first]) ? first : throw NotFinite(own[first]);
        }
    }

    static PipelineException NotFinite(float value) => new(
        $"The model's logits hold {value}: its weights or activations overflow. Export it in 32-bit floats, or train it again.");
}
