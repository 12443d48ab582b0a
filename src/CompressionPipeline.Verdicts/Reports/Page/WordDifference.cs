namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Two texts as runs of words that both hold in the same order, and runs that only one of them holds.</summary>
/// <param name="First">Runs of the first text.</param>
/// <param name="Second">Runs of the second text.</param>
internal sealed record WordDifference(IReadOnlyList<(string Words, bool Differs)> First, IReadOnlyList<(string Words, bool Differs)> Second)
{
    // The table has their product of entries; behind that nothing is marked.
    private const int Most = 400;

    public static WordDifference Of(string first, string second)
    {
        var (a, b) = (Split(first), Split(second));
        if (a.Length > Most || b.Length > Most)
            return new([(first, false)], [(second, false)]);
        var (inFirst, inSecond) = Common(a, b);
        return new(Runs(a, inFirst), Runs(b, inSecond));
    }

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static (bool[] First, bool[] Second) Common(string[] a, string[] b)
    {
        var length = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                length[i, j] = Same(a[i], b[j]) ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        }
        var (first, second) = (new bool[a.Length], new bool[b.Length]);
        for (var (i, j) = (0, 0); i < a.Length && j < b.Length;)
        {
            if (Same(a[i], b[j]))
                first[i++] = second[j++] = true;
            else if (length[i + 1, j] >= length[i, j + 1])
                i++;
            else
                j++;
        }
        return (first, second);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static List<(string, bool)> Runs(string[] words, bool[] common)
    {
        var runs = new List<(string Words, bool Differs)>();
        for (var i = 0; i < words.Length; i++)
        {
            if (runs.Count > 0 && runs[^1].Differs == !common[i])
                runs[^1] = (runs[^1].Words + " " + words[i], runs[^1].Differs);
            else
                runs.Add((words[i], !common[i]));
        }
        return runs;
    }
}
