namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>Clipped n-gram matches. Keeps its buffers between calls.</summary>
internal sealed class NGrams
{
    private readonly Dictionary<long, int> names = [];
    private long[] reference = [];
    private long[] candidate = [];

    public RougeScore Score(List<int> references, List<int> candidates, int n)
    {
        names.Clear();
        var r = Fill(ref reference, references, n);
        var c = Fill(ref candidate, candidates, n);
        return RougeScore.Of(Common(reference.AsSpan(0, r), candidate.AsSpan(0, c)), c, r);
    }

    /// <summary>The n-grams as sorted numbers: two ids side by side, and longer ones by naming every prefix.</summary>
    private int Fill(ref long[] grams, List<int> tokens, int n)
    {
        var count = Math.Max(tokens.Count - n + 1, 0);
        if (grams.Length < count)
            grams = new long[Math.Max(count, 2 * grams.Length)];
        for (var i = 0; i < count; i++)
        {
            long gram = tokens[i];
            for (var k = 1; k < n; k++)
                gram = (long)(k == 1 ? (int)gram : Name(gram)) << 32 | (uint)tokens[i + k];
            grams[i] = gram;
        }
        Array.Sort(grams, 0, count);
        return count;
    }

    private int Name(long gram)
    {
        if (!names.TryGetValue(gram, out var name))
            names[gram] = name = names.Count;
        return name;
    }

    private static int Common(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
    {
        var (i, j, common) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
                (i, j, common) = (i + 1, j + 1, common + 1);
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }
        return common;
    }
}
