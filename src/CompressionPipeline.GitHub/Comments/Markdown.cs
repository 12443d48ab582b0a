using System.Globalization;
using System.Text;

namespace CompressionPipeline.GitHub.Comments;

/// <summary>Escapes text from elsewhere for Markdown: it cannot become a tag, link, image, mention, reference or fence.</summary>
internal static class Markdown
{
    // Inserted between two characters that together would mean something to GitHub; it is invisible.
    internal const char Break = '\u200B';

    private const string Special = "\\`*_[]|<>~&$";
    private const string SpecialAtTheStart = "#+-=";

    /// <summary>Escapes a text for a line or a table cell.</summary>
    public static string Text(string words)
    {
        var line = OneLine(words);
        var text = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            var (letter, next) = (line[i], i + 1 < line.Length ? line[i + 1] : ' ');
            if (Special.Contains(letter)
                || (i == 0 && SpecialAtTheStart.Contains(letter)) || (letter is '.' or ')' && EndsNumber(line, i)))
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
    internal static string Html(string words)
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

    // 1. and 1) at the start would begin a list.
    private static bool EndsNumber(string line, int i) =>
        i is > 0 and < 10 && line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>One line, without invisible characters and those that change the direction of reading.</summary>
    private static string OneLine(string words)
    {
        var line = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned))
                line.Append(rune.ToString());
        }
        return line.ToString().Trim();
    }
}
