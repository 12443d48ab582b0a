using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Reports;

/// <summary>What the host draws last: a table per variant, and what was gained, what was lost, and why. It holds texts only.</summary>
/// <param name="Title">Model, variant and layers.</param>
/// <param name="Verdict">The variant's verdict.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Cells, one list per row, as many as there are headings.</param>
/// <param name="Summary">The sentences below the table.</param>
public sealed record ConsoleTable(
    string Title, Verdict Verdict, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, Summary Summary)
{
    /// <summary>One table per variant of a judged result.</summary>
    public static IReadOnlyList<ConsoleTable> Render(GateResult result) => [.. result.Variants.Select(variant => Of(result, variant))];

    /// <summary>The table and its sentences as plain text: columns padded, measures to the left, numbers to the right.</summary>
    public string ToText()
    {
        var widths = Columns.Select((heading, column) => Rows.Select(row => row[column].Length).Append(heading.Length).Max()).ToList();
        var text = new StringBuilder().AppendLine(Title).AppendLine();
        text.AppendLine(Line(Columns)).AppendLine(string.Join("  ", widths.Select(width => new string('-', width))));
        foreach (var row in Rows)
            text.AppendLine(Line(row));
        text.AppendLine()
            .AppendLine($"gained: {Summary.Gained}")
            .AppendLine($"lost:   {Summary.Lost}")
            .AppendLine($"{Words.Verdict(Verdict)}: {Summary.Why}");
        foreach (var reason in Summary.Reasons)
            text.AppendLine($"  {reason}");
        return text.Replace("\r\n", "\n").ToString();

        string Line(IReadOnlyList<string> cells) =>
            string.Join("  ", cells.Select((cell, column) => IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd();
    }

    /// <summary>Whether a column holds numbers, to be set to the right.</summary>
    public static bool IsNumber(int column) => column is 1 or 2;

    private static ConsoleTable Of(GateResult result, ModelResult variant) => new(
        $"{result.Model}: {variant.Name} ({Layers(variant)} layers) against {result.Base.Name} ({Layers(result.Base)} layers)",
        variant.Verdict ?? Verdict.Invalid,
        ["", result.Base.Name, variant.Name, "change", "budget", "verdict"],
        [.. ReportRow.Of(result.Base, variant).Select(row => (IReadOnlyList<string>)
            [row.Measure, row.Base, row.Candidate, row.Change, row.Budgets, row.Verdict is { } verdict ? Words.Verdict(verdict) : ""])],
        Summary.Of(result.Base, variant));

    private static string Layers(ModelResult model) => $"{model.EncoderLayers}+{model.DecoderLayers}";
}
