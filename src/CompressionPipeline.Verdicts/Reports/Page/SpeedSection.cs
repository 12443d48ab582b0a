using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>The speedup of a whole generation, a chart per runtime and batch size.</summary>
internal static class SpeedSection
{
    public static Html Render(GateResult result) => Charts.Render(
        "The unpruned model's time over the variant's, taken in turns, with its interval: right of 1x is faster; dashed lines are limits.",
        result.Variants.Count,
        from cell in Sweep.Of(result).Cells
        let rows = Rows(result, cell)
        where rows.Count > 0
        select ($"{cell.Runtime}, batch {cell.BatchSize}", new IntervalBars($"Speedup per variant, {cell.Runtime}, batch {cell.BatchSize}", 1, "x") { Rows = rows, Limits = BudgetLimits.Speedup(result, cell) }));

    private static List<BarRow> Rows(GateResult result, TimedCell cell) =>
    [
        .. from variant in result.Variants
           let speedup = Sweep.Find(variant, cell)?.Speedup
           where speedup is { } interval && double.IsFinite(interval.Value)
           select new BarRow(variant.Name, Span.Of(speedup.Value), Words.Speedup(speedup), variant.Verdict),
    ];
}
