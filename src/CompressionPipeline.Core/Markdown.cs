using System.Globalization;
using System.Text;

namespace CompressionPipeline.Core;

/// <summary>Escapes text from elsewhere for Markdown: it cannot become a tag, link, image, mention, reference or fence.</summary>
public static class Markdown
{
    /// <summary>Inserted between two characters that together would mean something to GitHub; it is invisible.</summary>
    public const char Break = '\u200B';

    private const string Special = "\\`*_[]|<>~&$";

    /// <summary>Escapes a text for a line or a table cell.</summary>
    public static string Text(string words)
    {
        var line = OneLine(words);
        var text = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            var (letter, next) = (line[i], i + 1 < line.Length ? line[i + 1] : ' ');
            if (Special.Contains(letter) || (i == 0 && BeginsBlock(letter, next))
                || (letter is '.' or ')' && next == ' ' && EndsNumber(line, i)))
                text.Append('\\');
            text.Append(letter);
            if (Means(letter, next, line, i))
                text.Append(Break);
        }
        return text.ToString();
    }

    /// <summary>Formats a name, path or key as code, for a line or a table cell.</summary>
    public static string Code(string words)
    {
        // A back tick inside would need a longer fence, which a table's cell takes for its own end.
        var line = OneLine(words).Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "<" + Break, StringComparison.Ordinal);
        return line.Length == 0 ? "" : $"`{line}`";
    }

    /// <summary>Escapes a text for an HTML element.</summary>
    public static string Html(string words)
    {
        var line = OneLine(words);
        var text = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            text.Append(line[i] switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '"' => "&quot;", _ => line[i..(i + 1)] });
            if (Means(line[i], i + 1 < line.Length ? line[i + 1] : ' ', line, i))
                text.Append(Break);
        }
        return text.ToString();
    }

    // GitHub turns @name, #1, GH-1, http://, www., :smile: and a@b into links and pictures after Markdown: no escape helps.
    private static bool Means(char letter, char next, string line, int i) =>
        (letter is '@' or '#' && next != ' ')
        || (letter == ':' && (next == '/' || char.IsLetter(next) || next is '+' or '-'))
        || (letter is 'w' or 'W' && next == '.' && i > 0 && line[i - 1] is 'w' or 'W')
        || (letter == '-' && i > 0 && line[i - 1] is 'h' or 'H' && char.IsAsciiDigit(next));

    // A heading, a list, or a line that makes a heading of the one above it; -0.85 is none of them.
    private static bool BeginsBlock(char letter, char next) =>
        letter == '#' || (letter is '+' or '-' or '=' && next is ' ' or '-' or '=');

    // 1. and 1) at the start would begin a list.
    private static bool EndsNumber(string line, int i) =>
        i is > 0 and < 10 && line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>One line, without invisible characters and those that change the direction of reading.</summary>
    public static string OneLine(string words)
    {
        var line = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            // The joiner of emoji is seen, though it is a format character.
            else if (rune.Value == '\u200D'
                || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                line.Append(rune.ToString());
        }
        return line.ToString().Trim();
    }
}
