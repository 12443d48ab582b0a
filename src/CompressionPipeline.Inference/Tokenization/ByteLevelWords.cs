using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace CompressionPipeline.Inference.Tokenization;

/// <summary>
/// GPT-2's words: an English contraction, or letters, digits or other signs with the space before them. A regular expression of
/// .NET takes the two halves of a character beyond the basic plane for signs; others read letters and digits there.
/// </summary>
internal sealed partial class ByteLevelWords : PreTokenizer
{
    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        for (var match = Words().Match(InBasicPlane(text)); match.Success; match = match.NextMatch())
            yield return (match.Index, match.Length);
    }

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());

    // Of the same length, with signs of the same kind in the place of such a character.
    private static string InBasicPlane(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udbff'))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append(rune.IsBmp ? (char)rune.Value : Like(rune), rune.Utf16SequenceLength);
        return plain.ToString();
    }

    private static char Like(Rune rune) => Rune.IsLetter(rune) ? 'a' : Rune.IsNumber(rune) ? '0' : '!';

    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex Words();
}
