using CompressionPipeline.Core;
using CompressionPipeline.Stages.Reports;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CompressionPipeline.Build.Compression;

/// <summary>Draws a variant's table: what was measured, what was allowed, what was gained and lost, and why it passed.</summary>
internal static class VerdictTable
{
    public static IRenderable Draw(ConsoleTable content)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.Title = new TableTitle(content.Title);
        for (var column = 0; column < content.Columns.Count; column++)
        {
            var heading = new TableColumn(new Text(content.Columns[column])).NoWrap();
            table.AddColumn(ConsoleTable.IsNumber(column) ? heading.RightAligned() : heading);
        }
        foreach (var row in content.Rows)
            table.AddRow(row.Select(cell => new Text(cell, Colour(cell))));
        var summary = content.Summary;
        return new Rows(
            table,
            new Text($"gained: {summary.Gained}"),
            new Text($"lost:   {summary.Lost}"),
            new Text($"{Word(content.Verdict)}: {summary.Why}", Colour(Word(content.Verdict))),
            new Rows(summary.Reasons.Select(reason => new Text($"  {reason}"))));
    }

    private static string Word(Verdict verdict) => verdict.ToString().ToUpperInvariant();

    private static Style Colour(string word) => word switch
    {
        "PASS" => new Style(Color.Green),
        "FAIL" => new Style(Color.Red),
        "INVALID" => new Style(Color.Yellow),
        _ => Style.Plain,
    };
}
