using System.Text;
using CompressionPipeline.Verdicts.Reports;

namespace CompressionPipeline.Verdicts.Tests.Reports;

internal static class PlainTable
{
    /// <summary>A table and its sentences: columns padded, words to the left, numbers to the right.</summary>
    public static string ToText(this ConsoleTable table)
    {
        var widths = table.Columns
            .Select((column, i) => table.Rows.Select(row => row[i].Length).Append(column.Heading.Length).Max()).ToList();
        var text = new StringBuilder($"{table.Title}\n\n");
        text.Append(Line([.. table.Columns.Select(column => column.Heading)]));
        text.Append(string.Join("  ", widths.Select(width => new string('-', width)))).Append('\n');
        foreach (var row in table.Rows)
            text.Append(Line(row));
        text.Append('\n');
        foreach (var line in table.Lines)
            text.Append(line.Text).Append('\n');
        return text.ToString();

        string Line(IReadOnlyList<string> cells) => string.Join(
            "  ",
            cells.Select((cell, i) => table.Columns[i].IsNumber ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])))
                .TrimEnd() + "\n";
    }
}
