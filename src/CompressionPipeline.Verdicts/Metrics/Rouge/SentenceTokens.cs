using System.Runtime.InteropServices;

namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>A text's token ids, sentence by sentence.</summary>
internal sealed class SentenceTokens(Tokens tokens, SentenceBreaks breaks)
{
    private readonly List<int> all = [];
    private readonly List<int> ends = [];

    /// <summary>The tokens of the whole text: line breaks are separators like any other.</summary>
    public List<int> All => all;

    public int Sentences => ends.Count;

    public ReadOnlySpan<int> this[int sentence]
    {
        get
        {
            var start = sentence == 0 ? 0 : ends[sentence - 1];
            return CollectionsMarshal.AsSpan(all)[start..ends[sentence]];
        }
    }

    public void Read(string text)
    {
        all.Clear();
        ends.Clear();
        if (breaks == SentenceBreaks.LinesOrRules && !text.Contains('\n', StringComparison.Ordinal))
        {
            foreach (var sentence in SentenceSplitter.Split(text))
                Add(sentence);
            return;
        }
        foreach (var line in text.AsSpan().Split('\n'))
            Add(text.AsSpan()[line]);
    }

    private void Add(ReadOnlySpan<char> sentence)
    {
        tokens.Read(sentence, all);
        ends.Add(all.Count);
    }
}
