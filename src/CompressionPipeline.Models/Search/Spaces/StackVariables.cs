using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>A stack of the model, and which variables of a space are its own.</summary>
/// <param name="Whole">The stack as a whole.</param>
/// <param name="Start">Its first variable.</param>
/// <param name="Count">How many it has.</param>
internal sealed record StackVariables(StackMask Whole, int Start, int Count)
{
    /// <summary>What a point says of this stack.</summary>
    public Span<int> Of(int[] point) => point.AsSpan(Start, Count);
}
