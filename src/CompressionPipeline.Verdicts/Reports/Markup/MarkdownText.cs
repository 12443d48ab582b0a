using System.Text;
using System.Text.RegularExpressions;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Markup;

// Texts from outside as markdown shows them letter by letter: no markup, no HTML, no mention, no link of their own.
internal static partial class MarkdownText
{
    /// <summary>A text within a line or a cell.</summary>
    public static string Escape(string? text) => Core.Markdown.Text(text ?? "");

    /// <summary>A text as code, in a line; a cell would need its bars escaped.</summary>
    public static string Code(string text)
    {
        var line = Words.Line(text);
        var fence = new string('`', Backticks().Matches(line).Select(match => match.Length).DefaultIfEmpty().Max() + 1);
        return line.Contains('`', StringComparison.Ordinal) ? $"{fence} {line} {fence}" : $"{fence}{line}{fence}";
    }

    public static string Block(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines.Select(Words.Line));
        var fence = new string('`', Math.Max(3, Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty().Max()
            + 1));
        return $"{fence}sh\n{text}\n{fence}\n";
    }

    public static string List(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"- {Escape(line)}\n"));

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
}
