using System.Globalization;
using System.Text;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>The white space of texts, and what can be seen of them.</summary>
internal static class Text
{
    // Letters and signs that are blank: Hangul's fillers and the empty Braille pattern.
    private static readonly Rune[] Blank = [new(0x115F), new(0x1160), new(0x3164), new(0xFFA0), new(0x2800)];

    /// <summary>16 hexadecimal characters that name a text.</summary>
    public static string IdOf(string text) => Digest.OfText(text).Hex[..16];

    /// <summary>The text with each run of white space as one space, none at the ends.</summary>
    public static string OneLine(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The text's lines that are not empty, each with its white space as <see cref="OneLine"/> has it.</summary>
    public static string Lines(string? text)
    {
        var lines = new List<string>();
        foreach (var line in (text ?? "").AsSpan().EnumerateLines())
            lines.Add(OneLine(line.ToString()));
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    /// <summary>Whether a person sees nothing of a text: it is missing, or white space, controls and marks of width 0.</summary>
    public static bool IsInvisible(string? text) => text is null || text.EnumerateRunes().All(IsInvisible);

    private static bool IsInvisible(Rune rune) => Blank.Contains(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark;
}
