using System.Numerics.Tensors;
using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>A batch that a decoder generates for. The constructor runs the first step.</summary>
internal interface IDecoder : IDisposable
{
    /// <summary>Reads one more id per row.</summary>
    void Next(ReadOnlySpan<long> next);

    /// <summary>The id of the largest logit of each row, the first of equals.</summary>
    /// <exception cref="PipelineException">Logits are not numbers.</exception>
    void Best(int? forbidden, Span<long> best);

    /// <summary>The logits of the newest position, row-major (rows, vocabulary); the caller may overwrite them.</summary>
    Span<float> Logits();

    /// <summary>Replaces the cache of row i by that of row <c>parents[i]</c>, a row of the same source.</summary>
    void Reorder(int[] parents);

    /// <summary>Moves row <c>rows[i]</c>, which is i or a later one, to row i, and drops all other rows.</summary>
    /// <returns>False where all rows stay, because dropping some would save no time.</returns>
    bool Keep(int[] rows);

    /// <summary>The same for given logits (rows, vocabulary). NaN, which IndexOfMax prefers to numbers, is an error.</summary>
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
