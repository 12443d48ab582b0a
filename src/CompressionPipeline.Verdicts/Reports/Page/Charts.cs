using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Charts of changes, side by side, as many as the page is wide; of a long sweep they are folded.</summary>
internal static class Charts
{
    private const int MostOpen = 24;

    public static Html Quality(GateResult result) => Render(
        "Points gained or lost, with the interval of the difference on the same examples; dashed lines are limits.",
        result.Variants.Count,
        from metric in result.Variants.SelectMany(variant => variant.Scores.Keys).Distinct()
        let rows = Rows(result, variant => variant.Scores.GetValueOrDefault(metric)?.Change, Words.Change)
        where rows.Count > 0
        let title = MetricCatalogue.Title(metric)
        select (title, new IntervalBars($"Change of {title} per variant, in points", 0, "")
        {
            Rows = rows,
            Limits = BudgetLimits.Change(result, metric),
        }));

    public static Html Speed(GateResult result) => Render(
        "The unpruned model's time over the variant's, taken in turns, with its interval: right of 1x is faster; dashed lines "
            + "are limits.",
        result.Variants.Count,
        from cell in Sweep.Of(result).Cells
        let rows = Rows(result, variant => variant.SpeedAt(cell.Runtime, cell.BatchSize)?.Speedup, Words.Speedup)
        where rows.Count > 0
        let title = $"{cell.Runtime}, batch {cell.BatchSize}"
        select (title, new IntervalBars($"Speedup per variant, {title}", 1, "x") { Rows = rows,
            Limits = BudgetLimits.Speedup(result, cell) }));

    private static List<BarRow> Rows(GateResult result, Func<ModelResult, Interval?> interval, Func<Interval?, string> words) =>
    [
        .. from variant in result.Variants
           let measured = interval(variant)
           where measured is { } span && double.IsFinite(span.Value)
           select new BarRow(variant.Name, measured.Value, words(measured), variant.Verdict),
    ];

    private static Html Render(string caption, int variants, IEnumerable<(string Title, IntervalBars Chart)> charts)
    {
        var figures = charts.Select(chart =>
            Html.Of($"<figure class=\"card\"><figcaption>{chart.Title}</figcaption>{chart.Chart.Draw()}</figure>\n")).ToList();
        if (figures.Count == 0)
            return Html.None;
        var all = Html.Of($"<div class=\"charts\">{figures}</div>");
        return Html.Of($"""
            <p class="caption">{caption}</p>
            {(variants <= MostOpen ? all : Html.Of($"<details><summary>{variants} variants</summary>{all}</details>"))}
            """);
    }
}
