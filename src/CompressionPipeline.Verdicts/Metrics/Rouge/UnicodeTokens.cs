using System.Globalization;
using System.Text;

namespace CompressionPipeline.Verdicts.Metrics.Rouge;

/// <summary>What the characters of a text are to the tokenizers of every script.</summary>
internal static class UnicodeTokens
{
    // Scripts that are written without spaces between words: Thai, Lao, Myanmar, Khmer, kana and Chinese characters.
    private static readonly (int First, int Last)[] Unspaced =
    [
        (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF),
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
    ];

    public static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Whether a token has this character: a letter or digit, or, where each character is one, all that is seen.
    public static bool IsPart(Rune rune, RougeTokenizer tokenizer) => Rune.IsLetterOrDigit(rune) || Rune.IsNumber(rune)
        || (tokenizer == RougeTokenizer.Characters && !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune)
            && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format);

    public static bool StandsAlone(Rune rune) =>
        rune.Value >= Unspaced[0].First && Array.Exists(Unspaced, range => rune.Value >= range.First && rune.Value <= range.Last);
}
