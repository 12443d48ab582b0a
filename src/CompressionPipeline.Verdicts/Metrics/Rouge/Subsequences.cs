using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>Longest common subsequences: their length over texts, and their union over sentences. Keeps its buffers between
/// calls.</summary>
/// <param name="mostCells">How much of a table is there at once: 16 MB, which texts of 2,000 words fit into.</param>
internal sealed class Subsequences(int mostCells = 1 << 22)
{
    private const int Kept = 16;

    private readonly Dictionary<int, int> referenceLeft = [];
    private readonly Dictionary<int, int> candidateLeft = [];
    private int[] table = [];
    private int[] zeros = [];
    private bool[] union = [];

    /// <summary>ROUGE-L.</summary>
    public RougeScore Score(List<int> reference, List<int> candidate)
    {
        var (longer, shorter) = reference.Count >= candidate.Count ? (reference, candidate) : (candidate, reference);
        var columns = CollectionsMarshal.AsSpan(shorter);
        if (table.Length < columns.Length + 1)
            table = new int[2 * (columns.Length + 1)];
        var row = table.AsSpan(0, columns.Length + 1);
        row.Clear();
        foreach (var token in longer)
            Next(row, row, token, columns);
        return RougeScore.Of(row[^1], candidate.Count, reference.Count);
    }

    // ROUGE-Lsum. A token of a reference sentence that is in the union over the candidate's sentences is a hit as long as both
    // sides have that token left.
    public RougeScore Score(SentenceTokens reference, SentenceTokens candidate)
    {
        Count(reference.All, referenceLeft);
        Count(candidate.All, candidateLeft);
        var hits = 0;
        for (var r = 0; r < reference.Sentences; r++)
        {
            var sentence = reference[r];
            MarkUnion(sentence, candidate);
            for (var i = 0; i < sentence.Length; i++)
            {
                if (!union[i] || !candidateLeft.TryGetValue(sentence[i], out var left) || left == 0
                    || referenceLeft[sentence[i]] == 0)
                    continue;
                candidateLeft[sentence[i]]--;
                referenceLeft[sentence[i]]--;
                hits++;
            }
        }
        return RougeScore.Of(hits, candidate.All.Count, reference.All.Count);
    }

    private static void Count(List<int> tokens, Dictionary<int, int> counts)
    {
        counts.Clear();
        foreach (var token in tokens)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, token, out _)++;
    }

    private void MarkUnion(ReadOnlySpan<int> sentence, SentenceTokens candidate)
    {
        if (union.Length < sentence.Length)
            union = new bool[2 * sentence.Length];
        union.AsSpan(0, sentence.Length).Clear();
        for (var c = 0; c < candidate.Sentences; c++)
            MarkOne(sentence, candidate[c]);
    }

    // Marks the positions of one longest common subsequence. Of several the reference scorer's is taken: back from the end,
    // diagonally where tokens are equal, else along the candidate only where that is strictly longer.
    private void MarkOne(ReadOnlySpan<int> reference, ReadOnlySpan<int> candidate)
    {
        // The rows are the longer text's, so that a row is as long as the shorter one.
        var byReference = reference.Length >= candidate.Length;
        var rows = byReference ? reference : candidate;
        var columns = byReference ? candidate : reference;
        if (zeros.Length <= columns.Length)
            zeros = new int[2 * (columns.Length + 1)];
        Walk(rows, columns, zeros, 0, columns.Length, byReference);
    }

    /// <summary>
    /// Walks back through the table's rows, and marks. A table of long texts is never there as a whole: a few of its rows are
    /// kept, and those between two of them made again when the way leads there.
    /// </summary>
    /// <param name="rows">The tokens of the rows to walk through.</param>
    /// <param name="columns">The tokens of the columns.</param>
    /// <param name="above">The table's row above the first of these.</param>
    /// <param name="first">Tokens of the text before these rows.</param>
    /// <param name="column">The column where the way enters, at the last row.</param>
    /// <param name="byReference">Whether the rows are the reference's and the columns the candidate's.</param>
    /// <returns>The column where the way leaves, above the first row.</returns>
    private int Walk(
        ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, int[] above, int first, int column, bool byReference)
    {
        columns = columns[..column];
        if (column == 0 || (rows.Length + 1L) * (column + 1) <= mostCells || rows.Length == 1)
            return WalkTable(rows, columns, above, first, byReference);
        var size = (rows.Length + Kept - 1) / Kept;
        var kept = new List<int[]> { above };
        for (var start = size; start < rows.Length; start += size)
        {
            var row = kept[^1].AsSpan(0, column + 1).ToArray();
            foreach (var token in rows[(start - size)..start])
                Next(row, row, token, columns);
            kept.Add(row);
        }
        for (var part = kept.Count - 1; part >= 0; part--)
        {
            var start = part * size;
            column = Walk(rows[start..Math.Min(start + size, rows.Length)], columns[..column], kept[part], first + start, column,
                byReference);
        }
        return column;
    }

    private int WalkTable(
        ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, int[] above, int first, bool byReference)
    {
        var width = columns.Length + 1;
        var size = (rows.Length + 1) * width;
        if (table.Length < size)
            table = new int[Math.Max(size, 2 * table.Length)];
        above.AsSpan(0, width).CopyTo(table);
        for (var row = 1; row <= rows.Length; row++)
            Next(table.AsSpan((row - 1) * width, width), table.AsSpan(row * width, width), rows[row - 1], columns);
        var (i, j) = (rows.Length, columns.Length);
        while (i > 0 && j > 0)
        {
            var (left, up) = (table[(i * width) + j - 1], table[((i - 1) * width) + j]);
            if (rows[i - 1] == columns[j - 1])
            {
                (i, j) = (i - 1, j - 1);
                union[byReference ? first + i : j] = true;
            }
            else if (byReference ? left > up : left >= up)
            {
                j--;
            }
            else
            {
                i--;
            }
        }
        return j;
    }

    // The table's next row, which may lie over the one before: entry j is the length of the longest common subsequence of the
    // rows' tokens so far and the first j of the columns'. Nearly all of the time goes here: it must be fast the first time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Next(ReadOnlySpan<int> above, Span<int> row, int token, ReadOnlySpan<int> columns)
    {
        above = above.Slice(1, columns.Length);
        row = row[..(columns.Length + 1)];
        var (diagonal, left) = (0, 0);
        row[0] = 0;
        row = row[1..];
        for (var j = 0; j < columns.Length; j++)
        {
            var up = above[j];
            left = token == columns[j] ? diagonal + 1 : Math.Max(up, left);
            (row[j], diagonal) = (left, up);
        }
    }
}
