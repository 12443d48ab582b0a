using System.Runtime.InteropServices;
using System.Text;

namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>Text → token ids; equal stems get equal ids. Not thread-safe: one per worker.</summary>
internal sealed class Tokens(bool stem, RougeTokenizer tokenizer)
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> stems = new(StringComparer.Ordinal);
    private char[] word = new char[64];

    public void Read(ReadOnlySpan<char> text, List<int> into)
    {
        if (tokenizer == RougeTokenizer.Ascii)
            ReadAscii(text, into);
        else
            ReadUnicode(text, into);
    }

    // Runs of a-z and 0-9.
    private void ReadAscii(ReadOnlySpan<char> text, List<int> into)
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

    // Characters are taken as they are written: .NET normalizes none where it is built without ICU, as the host is.
    private void ReadUnicode(ReadOnlySpan<char> text, List<int> into)
    {
        var (length, single) = (0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (UnicodeTokens.IsMark(rune) && length > 0)
            {
                length = Push(rune, length);
                continue;
            }
            if (!UnicodeTokens.IsPart(rune, tokenizer))
            {
                length = Flush(length, into);
                continue;
            }
            var alone = tokenizer == RougeTokenizer.Characters || UnicodeTokens.StandsAlone(rune);
            if (alone || single)
                length = Flush(length, into);
            (length, single) = (Push(Rune.ToLowerInvariant(rune), length), alone);
        }
        Flush(length, into);
    }

    private int Push(Rune rune, int index)
    {
        Span<char> letters = stackalloc char[2];
        foreach (var letter in letters[..rune.EncodeToUtf16(letters)])
            Push(letter, index++);
        return index;
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
            var stemmed = stem && length > 3 && Ascii.IsValid(text) ? PorterStemmer.Stem(text) : text;
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(stems, stemmed, out var known);
            if (!known)
                slot = stems.Count;
            id = ids[text] = slot;
        }
        into.Add(id);
        return 0;
    }
}
