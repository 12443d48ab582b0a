using System.Globalization;
using System.Text;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// The words that WordPiece cuts, as BERT's basic tokenizer finds them: between white space, with each sign of punctuation and
/// each Chinese character by itself. The one of Microsoft.ML.Tokenizers drops signs such as <c>+</c> and <c>|</c>, and keeps
/// accents of composed letters.
/// </summary>
/// <param name="lowerCase">Whether capital letters become small ones.</param>
/// <param name="stripAccents">Whether letters lose their accents.</param>
/// <param name="splitChinese">Whether each Chinese character is a word.</param>
internal sealed class BasicWords(bool lowerCase, bool stripAccents, bool splitChinese)
{
    // Blocks of ideographs that have no spaces between words.
    private static readonly (int First, int Last)[] Chinese =
    [
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
        (0x2B820, 0x2CEAF), (0x2F800, 0x2FA1F),
    ];

    /// <summary>The words of a text, found one after the other as they are asked for.</summary>
    public IEnumerable<string> Of(string text)
    {
        var run = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = IsSpace(rune);
            var isWord = splitChinese && IsChinese(rune);
            if (isSpace || isWord)
            {
                foreach (var word in Split(run))
                    yield return word;
            }
            if (!isSpace && !IsDropped(rune))
                run.Append(rune.ToString());
            if (isWord)
            {
                foreach (var word in Split(run))
                    yield return word;
            }
        }
        foreach (var word in Split(run))
            yield return word;
    }

    // The words between two spaces; clears the buffer.
    private List<string> Split(StringBuilder run)
    {
        var words = new List<string>();
        if (run.Length == 0)
            return words;
        var word = new StringBuilder();
        foreach (var rune in Normalized(run.ToString()).EnumerateRunes())
        {
            if (!IsPunctuation(rune))
            {
                word.Append(rune.ToString());
                continue;
            }
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
            words.Add(rune.ToString());
        }
        if (word.Length > 0)
            words.Add(word.ToString());
        run.Clear();
        return words;
    }

    private string Normalized(string run)
    {
        var plain = stripAccents ? Accents.Strip(run) : run;
        // The one capital letter whose small form is two characters, and which .NET leaves as it is.
        return lowerCase ? plain.Replace("\u0130", "i\u0307", StringComparison.Ordinal).ToLowerInvariant() : plain;
    }

    private static bool IsSpace(Rune rune) => rune.Value is '\t' or '\n' or '\r' || (Rune.IsWhiteSpace(rune) && !IsControl(rune));

    // Half a character, which a text should not have, is read as U+FFFD.
    private static bool IsDropped(Rune rune) => rune == Rune.ReplacementChar || IsControl(rune);

    // Characters newer than our Unicode stay, as with Hugging Face's fast tokenizers: a new emoji is unknown, not nothing.
    private static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;

    private static bool IsPunctuation(Rune rune) =>
        rune.IsAscii ? rune.Value > ' ' && !Rune.IsLetterOrDigit(rune) && rune.Value != 127 : Rune.IsPunctuation(rune);

    private static bool IsChinese(Rune rune) =>
        rune.Value >= Chinese[0].First && Array.Exists(Chinese, block => rune.Value >= block.First && rune.Value <= block.Last);
}
