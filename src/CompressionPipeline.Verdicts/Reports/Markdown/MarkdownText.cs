using System.Text;
using System.Text.RegularExpressions;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>Texts from outside as markdown shows them letter by letter: no markup, no HTML, no mention, no link of their own.</summary>
internal static partial class MarkdownText
{
    /// <summary>A text within a line or a cell.</summary>
    public static string Escape(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in Words.Line(text))
        {
            switch (letter)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '\\' or '`' or '|' or '*' or '_' or '[' or ']' or '~' or '!' or '$': escaped.Append('\\').Append(letter); break;
                // A space without width: the hub would turn the name behind it into a mention or a link.
                case '@' or '#': escaped.Append(letter).Append("&#8203;"); break;
                default: escaped.Append(letter); break;
            }
        }
        return ListMark().Replace(Address().Replace(escaped.ToString(), match => $"{match.Value}&#8203;"), "$1\\$2");
    }

    /// <summary>A text as code, in a line; a cell would need its bars escaped.</summary>
    public static string Code(string text)
    {
        var line = Words.Line(text);
        var fence = new string('`', Backticks().Matches(line).Select(match => match.Length).DefaultIfEmpty().Max() + 1);
        return line.Contains('`', StringComparison.Ordinal) ? $"{fence} {line} {fence}" : $"{fence}{line}{fence}";
    }

    /// <summary>Lines as a block of code.</summary>
    public static string Block(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines.Select(Words.Line));
        var fence = new string('`', Math.Max(3, Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty().Max() + 1));
        return $"{fence}sh\n{text}\n{fence}\n";
    }

    /// <summary>A table; the cells are markdown already.</summary>
    /// <param name="headings">A heading that begins with <c>&gt;</c> sets its column to the right.</param>
    /// <param name="rows">As many cells as there are headings.</param>
    public static string Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        text.Append($"| {string.Join(" | ", headings.Select(heading => heading.TrimStart('>')))} |\n");
        text.Append($"|{string.Concat(headings.Select(heading => heading.StartsWith('>') ? "---:|" : "---|"))}\n");
        foreach (var row in rows)
            text.Append($"| {string.Join(" | ", row)} |\n");
        return text.Append('\n').ToString();
    }

    /// <summary>A part that is folded until someone asks for it; nothing where the content is empty.</summary>
    public static string Folded(string title, string content) =>
        content.Length == 0 ? "" : $"<details><summary>{title}</summary>\n\n{content.TrimEnd('\n')}\n\n</details>\n\n";

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    // What begins a list or a heading at the start of a line.
    [GeneratedRegex(@"^(\d*)([-+=.)])(?=\s|$|[-=])")]
    private static partial Regex ListMark();

    [GeneratedRegex(@"(?i)\b(https?:|ftp:|mailto:|xmpp:|www)(?=[/.\w])")]
    private static partial Regex Address();
}
