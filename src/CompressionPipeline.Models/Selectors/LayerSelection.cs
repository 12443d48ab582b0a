namespace CompressionPipeline.Models.Selectors;

/// <summary>Which layers of a stack stay. No importance score: depth alone decides, the same for encoder and decoder.</summary>
/// <remarks>
/// For stacks of 8, 12 and 24 layers at the counts of Campos and Zhai's six levels, their hand-written tables (arXiv
/// 2304.02721, released code); they are neither evenly spaced nor nested. For every other depth or count the uniform rule of
/// NASH (Ko et al., arXiv 2310.10054): layer <c>(n-1)*d/(k-1)</c>, rounded down, for d = 0..k-1, so that the first and the last
/// layer stay where two or more do; a single layer is layer 0.
/// </remarks>
public static class LayerSelection
{
    private static readonly Dictionary<int, int[][]> CamposZhai = new()
    {
        [8] =
        [
            [0],
            [0, 7],
            [0, 2, 5, 7],
            [0, 2, 4, 5, 7],
            [0, 2, 3, 4, 5, 7],
        ],
        [12] =
        [
            [0, 11],
            [0, 3, 8, 11],
            [0, 2, 4, 6, 8, 10],
            [0, 2, 4, 5, 6, 7, 8, 11],
            [0, 1, 2, 4, 5, 6, 7, 8, 10, 11],
        ],
        [24] =
        [
            [0, 5, 11, 23],
            [0, 1, 3, 7, 11, 15, 19, 23],
            [0, 2, 4, 6, 8, 12, 14, 16, 18, 20, 22, 23],
            [0, 1, 2, 4, 6, 7, 8, 12, 14, 15, 16, 18, 20, 21, 22, 23],
            [0, 1, 2, 3, 4, 6, 7, 8, 9, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23],
        ],
    };

    /// <summary>The indices that stay, ascending.</summary>
    /// <param name="depth">Layers of the stack, at least 1.</param>
    /// <param name="kept">Layers to keep, 1 to <paramref name="depth"/>.</param>
    /// <param name="rule">Which stay.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the two is out of its range.</exception>
    public static IReadOnlyList<int> Keep(int depth, int kept, LayerRule rule = LayerRule.Tables)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kept, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, depth);
        return rule switch
        {
            LayerRule.Low => [.. Enumerable.Range(0, kept)],
            LayerRule.High => [.. Enumerable.Range(depth - kept, kept)],
            LayerRule.Tables when CamposZhai.TryGetValue(depth, out var levels)
                && Array.Find(levels, level => level.Length == kept) is { } table => table,
            _ => Uniform(depth, kept),
        };
    }

    private static int[] Uniform(int depth, int kept) => kept == 1
        ? [0]
        : [.. Enumerable.Range(0, kept).Select(d => (int)((depth - 1L) * d / (kept - 1)))];
}
