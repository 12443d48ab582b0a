using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>A batch that is decoded greedily: the first step is done when it is made.</summary>
internal interface IGreedyDecoder : IDisposable
{
    /// <summary>Reads one more id per row.</summary>
    void Next(ReadOnlySpan<long> next);

    /// <summary>The first of the largest logits of each row.</summary>
    /// <exception cref="PipelineException">Logits are not numbers.</exception>
    void Best(int? forbidden, Span<long> best);

    /// <summary>Row i becomes what row <c>rows[i]</c> was, which is not before it; the others leave.</summary>
    /// <returns>False where they stay, because a step takes no less without them.</returns>
    bool Keep(int[] rows);

    static PipelineException NotFinite(float value) => new(
        $"The model's logits hold {value}: its weights or activations overflow. Export it in 32-bit floats, or train it again.");
}
