using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>What the host draws last: a table, and the sentences below it. It holds texts only.</summary>
/// <param name="Title">What the table is about.</param>
/// <param name="Columns">Headings.</param>
/// <param name="Rows">Cells, one list per row, as many as there are headings.</param>
/// <param name="Lines">The sentences.</param>
public sealed record ConsoleTable(
    string Title, IReadOnlyList<ConsoleColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows,
        IReadOnlyList<ConsoleLine> Lines)
{
    /// <summary>More variants than this are shown in one table, with details only for what did not pass.</summary>
    public const int MostTables = 3;

    /// <summary>The tables of a judged result, in the order in which they are shown.</summary>
    public static IReadOnlyList<ConsoleTable> Render(GateResult result)
    {
        if (result.Variants.Count > MostTables)
            return [ConsoleReport.OfSweep(result)];
        IReadOnlyList<ConsoleTable> tables = [.. result.Variants.Select(variant => ConsoleReport.OfVariant(result, variant))];
        return tables.Count == 0
            ? [new(Words.Line(result.Model), [new("")], [], [ConsoleReport.Conclusion(result)])]
            : [.. tables.SkipLast(1), tables[^1] with { Lines = [.. tables[^1].Lines, .. ConsoleReport.Closing(result)] }];
    }
}

/// <summary>A heading.</summary>
/// <param name="Heading">Its text.</param>
/// <param name="IsNumber">Whether the column is set to the right.</param>
public sealed record ConsoleColumn(string Heading, bool IsNumber = false);

/// <summary>A sentence below a table.</summary>
/// <param name="Text">One line.</param>
/// <param name="Verdict">The verdict that colours it; null for none.</param>
public sealed record ConsoleLine(string Text, Verdict? Verdict = null);
