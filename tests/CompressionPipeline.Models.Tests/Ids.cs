using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

/// <summary>Rows of ids as tensors, filled up with 0.</summary>
internal static class Ids
{
    public static Tensor Rows(IReadOnlyList<int[]> rows) => Fill(rows, id => id);

    public static Tensor Mask(IReadOnlyList<int[]> rows) => Fill(rows, _ => 1);

    private static Tensor Fill(IReadOnlyList<int[]> rows, Func<int, long> value)
    {
        var width = rows.Max(row => row.Length);
        return tensor(rows.SelectMany(row => row.Select(value).Concat(Enumerable.Repeat(0L, width - row.Length))).ToArray(),
            [rows.Count, width]);
    }
}
