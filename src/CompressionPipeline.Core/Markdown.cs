using System.Globalization;
using System.Text;

namespace CompressionPipeline.Core;

/// <summary>Puts foreign words into Markdown so that they are read and never obeyed: no tag, link, image, mention, reference or
/// fence.</summary>
public static class Markdown
{
    /// <summary>Stands between two letters that together would mean something to GitHub; nobody sees it.</summary>
    public const char Break = '\u200B';

    private const string Special = "\\`*_[]|<>~&$";

    /// <summary>Words as part of a line or of a table's cell.</summary>
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

    /// <summary>Words as code, in a line or in a table's cell: names, paths, keys.</summary>
    public static string Code(string words)
    {
        // A back tick inside would need a longer fence, which a table's cell cannot tell from its own end; nobody misses it in a
        // name.
        var line = OneLine(words).Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("<", "<" + Break, StringComparison.Ordinal);
        return line.Length == 0 ? "" : $"`{line}`";
    }

    /// <summary>Words inside an HTML element that we write ourselves.</summary>
    public static string Html(string words)
    {
        var line = OneLine(words);
        var text = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            text.Append(line[i] switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '"' => "&quot;",
                var letter => letter.ToString() });
            if (Means(line[i], i + 1 < line.Length ? line[i + 1] : ' ', line, i))
                text.Append(Break);
        }
        return text.ToString();
    }

    // @name, #1, GH-1, http://, www., :smile: and a@b are turned into links and pictures after Markdown is done, so no escape
    // helps.
    private static bool Means(char letter, char next, string line, int i) =>
        (letter is '@' or '#' && next != ' ')
        || (letter == ':' && (next == '/' || char.IsLetter(next) || next is '+' or '-'))
        || (letter is 'w' or 'W' && next == '.' && i > 0 && line[i - 1] is 'w' or 'W')
        || (letter == '-' && i > 0 && line[i - 1] is 'h' or 'H' && char.IsAsciiDigit(next));

    // A heading, a list, or a line that makes a heading of the one above it; -0.85 is none of them.
    private static bool BeginsBlock(char letter, char next) =>
        letter == '#' || (letter is '+' or '-' or '=' && next is ' ' or '-' or '=');

    // 1. and 1) at the start begin a list.
    private static bool EndsNumber(string line, int i) =>
        i is > 0 and < 10 && line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>One line, without what is not seen or turns the direction of reading.</summary>
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
