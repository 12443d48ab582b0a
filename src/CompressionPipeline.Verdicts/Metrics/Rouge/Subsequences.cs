using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>Longest common subsequences: their length over texts, and their union over sentences. Keeps its buffers between
/// calls.</summary>
internal sealed class Subsequences
{
    private readonly Dictionary<int, int> referenceLeft = [];
    private readonly Dictionary<int, int> candidateLeft = [];
    private int[] table = [];
    private bool[] union = [];

    /// <summary>ROUGE-L.</summary>
    public RougeScore Score(List<int> reference, List<int> candidate)
    {
        Fill(CollectionsMarshal.AsSpan(reference), CollectionsMarshal.AsSpan(candidate));
        var common = table[reference.Count * (candidate.Count + 1) + candidate.Count];
        return RougeScore.Of(common, candidate.Count, reference.Count);
    }

    /// <summary>
    /// ROUGE-Lsum. A token of a reference sentence that is in the union over the candidate's sentences is a hit as long as both
    /// sides have that token left.
    /// </summary>
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

    /// <summary>
    /// Marks the positions of one longest common subsequence. Of several the reference scorer's is taken: back from the end,
    /// diagonally where tokens are equal, else along the candidate only where that is strictly longer.
    /// </summary>
    private void MarkOne(ReadOnlySpan<int> reference, ReadOnlySpan<int> candidate)
    {
        Fill(reference, candidate);
        var width = candidate.Length + 1;
        var (i, j) = (reference.Length, candidate.Length);
        while (i > 0 && j > 0)
        {
            if (reference[i - 1] == candidate[j - 1])
            {
                union[i - 1] = true;
                (i, j) = (i - 1, j - 1);
            }
            else if (table[i * width + j - 1] > table[(i - 1) * width + j])
            {
                j--;
            }
            else
            {
                i--;
            }
        }
    }

    /// <summary>t[i, j]: the length over the first i tokens of the reference and the first j of the candidate, row by
    /// row.</summary>
    // Nearly all of the time goes here: it must be fast the first time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(ReadOnlySpan<int> reference, ReadOnlySpan<int> candidate)
    {
        var width = candidate.Length + 1;
        var size = (reference.Length + 1) * width;
        if (table.Length < size)
            table = new int[Math.Max(size, 2 * table.Length)];
        table.AsSpan(0, width).Clear();
        for (var i = 1; i <= reference.Length; i++)
        {
            var above = table.AsSpan((i - 1) * width + 1, candidate.Length);
            var row = table.AsSpan(i * width + 1, candidate.Length);
            var token = reference[i - 1];
            var (diagonal, left) = (0, 0);
            table[i * width] = 0;
            for (var j = 0; j < candidate.Length; j++)
            {
                var up = above[j];
                left = token == candidate[j] ? diagonal + 1 : Math.Max(up, left);
                (row[j], diagonal) = (left, up);
            }
        }
    }
}
