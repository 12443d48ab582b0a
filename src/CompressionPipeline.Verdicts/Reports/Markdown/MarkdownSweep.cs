using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>Every model in one table, with the frontier.</summary>
internal static class MarkdownSweep
{
    public static string Table(GateResult result)
    {
        var sweep = Sweep.Of(result);
        return MarkdownText.Table(
            ["", ">layers", ">ROUGE-2", "change [interval]", .. sweep.Cells.Select(cell => $"speedup, {MarkdownText.Escape(cell.Title)}"), ">parameters", ">size", "frontier", "verdict"],
            sweep.Rows.Select(Row));
    }

    private static IReadOnlyList<string> Row(SweepRow row) =>
    [
        row.Picked ? $"**{MarkdownText.Escape(row.Name)}** (picked)" : MarkdownText.Escape(row.Name),
        Words.Layers(row.Model),
        Words.Fixed(row.Score?.Value),
        row.IsBase ? "" : Words.Change(row.Score?.Change),
        .. row.Speedups.Select(speedup => row.IsBase ? "" : Words.Speedup(speedup)),
        Words.Count(row.Model.Parameters),
        Words.MegaBytes(row.Model.Bytes),
        row.Frontier,
        row.Verdict is { } verdict ? MarkdownWords.Verdict(verdict) : "",
    ];
}
