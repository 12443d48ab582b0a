namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// Bits of a unit of the double array that a precompiled character map begins with: a trie, as the library Darts writes it. A
/// unit is a value (where a replacement begins), or a node: the byte that leads to it, and the offset of its value and children.
/// </summary>
internal static class DoubleArray
{
    public const uint IsValue = 1u << 31, Label = 0xFF, HasValue = 1 << 8;

    /// <summary>Whether the offset counts blocks of 256 units.</summary>
    public const uint InBlocks = 1 << 9;

    /// <summary>How far the offset and, with <see cref="InBlocks"/>, its unit are shifted.</summary>
    public const int Offset = 10, Block = 8;
}
