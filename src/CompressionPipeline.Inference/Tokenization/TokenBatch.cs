namespace CompressionPipeline.Inference.Tokenization;

/// <summary>Rows of ids of different lengths as one rectangle, padded at the end.</summary>
/// <param name="Ids">Row-major (Rows, Length).</param>
/// <param name="AttentionMask">Row-major (Rows, Length): 1 for an id, 0 for padding.</param>
/// <param name="Rows">Texts in the batch.</param>
/// <param name="Length">Ids of the longest row; at least 1.</param>
public sealed record TokenBatch(long[] Ids, long[] AttentionMask, int Rows, int Length)
{
    /// <summary>The shape (Rows, Length) as tensors want it.</summary>
    public long[] Shape => [Rows, Length];

    /// <summary>Pads rows to the longest of them.</summary>
    /// <param name="rows">One array of ids per text.</param>
    /// <param name="padId">What fills the ends; T5 has 0.</param>
    public static TokenBatch Pad(IReadOnlyList<int[]> rows, int padId = 0) =>
        Pad(rows, Math.Max(1, rows.Count == 0 ? 0 : rows.Max(row => row.Length)), padId);

    /// <summary>Pads rows to a length of your choice.</summary>
    /// <exception cref="ArgumentException">A row is longer than <paramref name="length"/>.</exception>
    public static TokenBatch Pad(IReadOnlyList<int[]> rows, int length, int padId)
    {
        var ids = new long[rows.Count * length];
        var mask = new long[ids.Length];
        Array.Fill(ids, padId);
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length > length)
                throw new ArgumentException(
                    $"Row {row} has {rows[row].Length} ids and the batch is {length} long.", nameof(rows));
            for (var i = 0; i < rows[row].Length; i++)
            {
                ids[(row * length) + i] = rows[row][i];
                mask[(row * length) + i] = 1;
            }
        }
        return new(ids, mask, rows.Count, length);
    }
}
