using System.Runtime.InteropServices;

namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>Text → token ids. Runs of a-z and 0-9 after lower-casing are tokens; equal stems get equal ids. Not thread-safe: one
/// per worker.</summary>
internal sealed class Tokens(bool stem)
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> stems = new(StringComparer.Ordinal);
    private char[] word = new char[64];

    /// <summary>Appends the ids of a text's tokens.</summary>
    public void Read(ReadOnlySpan<char> text, List<int> into)
    {
        var length = 0;
        foreach (var letter in text)
        {
            var lower = Lower(letter);
            if (lower != Separator)
                Push(lower, length++);
            // The capital dotted I becomes i and a combining dot, which separates.
            if (lower == Separator || letter == DottedI)
                length = Flush(length, into);
        }
        Flush(length, into);
    }

    private const char Separator = ' ';
    private const char DottedI = '\u0130';
    private const char Kelvin = '\u212A';

    /// <summary>Unicode lower-casing, as far as it ends in a-z: besides A-Z only two characters do.</summary>
    private static char Lower(char letter) => letter switch
    {
        (>= 'a' and <= 'z') or (>= '0' and <= '9') => letter,
        >= 'A' and <= 'Z' => (char)(letter | 0x20),
        DottedI => 'i',
        Kelvin => 'k',
        _ => Separator,
    };

    private void Push(char letter, int index)
    {
        if (index == word.Length)
            Array.Resize(ref word, 2 * word.Length);
        word[index] = letter;
    }

    private int Flush(int length, List<int> into)
    {
        if (length == 0)
            return 0;
        var token = word.AsSpan(0, length);
        if (!ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var id))
        {
            var text = token.ToString();
            // Words of up to three letters stay as they are, so that "its" is not "it".
            var stemmed = stem && length > 3 ? PorterStemmer.Stem(text) : text;
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(stems, stemmed, out var known);
            if (!known)
                slot = stems.Count;
            id = ids[text] = slot;
        }
        into.Add(id);
        return 0;
    }
}
