using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CompressionPipeline.Cake.Compression;

/// <summary>Draws a table of a report and the sentences below it; verdicts have their colour, never alone.</summary>
internal static class VerdictTable
{
    public static IRenderable Draw(ConsoleTable content)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.Title = new TableTitle(Markup.Escape(content.Title));
        foreach (var column in content.Columns)
        {
            var heading = new TableColumn(new Text(column.Heading)).NoWrap();
            table.AddColumn(column.IsNumber ? heading.RightAligned() : heading);
        }
        foreach (var row in content.Rows)
            table.AddRow(row.Select(cell => new Text(cell, Colour(cell))));
        var lines = content.Lines.Select(line =>
            (IRenderable)new Text(line.Text, line.Verdict is { } verdict ? Colour(Word(verdict)) : Style.Plain));
        return new Rows([.. content.Rows.Count > 0 ? [table] : Array.Empty<IRenderable>(), .. lines]);
    }

    private static string Word(Verdict verdict) => verdict.ToString().ToUpperInvariant();

    private static Style Colour(string word) => word switch
    {
        "PASS" => new Style(Color.Green),
        "FAIL" => new Style(Color.Red),
        "INCONCLUSIVE" => new Style(Color.Yellow),
        "INVALID" => new Style(Color.Fuchsia),
        _ => Style.Plain,
    };
}
