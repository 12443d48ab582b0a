using DiffPlex;
using DiffPlex.Chunkers;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Two texts as runs of words that both hold in the same order, and runs that only one of them holds.</summary>
internal sealed record WordDifference(IReadOnlyList<(string Words, bool Differs)> First,
    IReadOnlyList<(string Words, bool Differs)> Second)
{
    public static WordDifference Of(string first, string second)
    {
        var (a, b) = (Split(first), Split(second));
        var blocks = new Differ().CreateDiffs(string.Join('\n', a), string.Join('\n', b), false, ignoreCase: true,
            LineChunker.Instance);
        var (inFirst, inSecond) = (new bool[a.Length], new bool[b.Length]);
        foreach (var block in blocks.DiffBlocks)
        {
            inFirst.AsSpan(block.DeleteStartA, block.DeleteCountA).Fill(true);
            inSecond.AsSpan(block.InsertStartB, block.InsertCountB).Fill(true);
        }
        return new(Runs(a, inFirst), Runs(b, inSecond));
    }

    private static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static List<(string, bool)> Runs(string[] words, bool[] differs)
    {
        var runs = new List<(string Words, bool Differs)>();
        for (var i = 0; i < words.Length; i++)
        {
            if (runs.Count > 0 && runs[^1].Differs == differs[i])
                runs[^1] = (runs[^1].Words + " " + words[i], differs[i]);
            else
                runs.Add((words[i], differs[i]));
        }
        return runs;
    }
}
