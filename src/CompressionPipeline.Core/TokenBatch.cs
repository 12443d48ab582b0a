namespace CompressionPipeline.Core;

/// <summary>Rows of ids of different lengths as one matrix, padded at the end.</summary>
/// <param name="Ids">Row-major (Rows, Length).</param>
/// <param name="AttentionMask">Row-major (Rows, Length): 1 for an id, 0 for padding.</param>
/// <param name="Rows">Texts in the batch.</param>
/// <param name="Length">Ids of the longest row; at least 1.</param>
public sealed record TokenBatch(long[] Ids, long[] AttentionMask, int Rows, int Length)
{
    /// <summary>The shape (Rows, Length) as tensors want it.</summary>
    public long[] Shape => [Rows, Length];

    /// <summary>Pads rows to the longest of them.</summary>
    /// <param name="texts">One array of ids per text.</param>
    /// <param name="padId">What fills the ends; T5 has 0.</param>
    public static TokenBatch Pad(IReadOnlyList<int[]> texts, int padId = 0)
    {
        var (rows, length) = (texts.Count, texts.Select(text => text.Length).Append(1).Max());
        var (ids, mask) = (new long[rows * length], new long[rows * length]);
        Array.Fill(ids, padId);
        for (var row = 0; row < rows; row++)
        {
            var text = texts[row];
            for (var i = 0; i < text.Length; i++)
                ids[(row * length) + i] = text[i];
            Array.Fill(mask, 1, row * length, text.Length);
        }
        return new(ids, mask, rows, length);
    }

    /// <summary>
    /// Which texts are computed together: those of like length, the longest first, so that what does not fit into memory fails
    /// at once.
    /// </summary>
    /// <param name="lengths">Ids of each text.</param>
    /// <param name="size">Texts of a batch at most. At least 1.</param>
    /// <returns>Batches of places in <paramref name="lengths"/>.</returns>
    public static IEnumerable<int[]> ByLength(IEnumerable<int> lengths, int size) =>
        lengths.Index().OrderByDescending(text => text.Item).Select(text => text.Index).Chunk(size);
}
