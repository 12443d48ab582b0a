using CompressionPipeline.Verdicts.Reports.Drawing;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Charts side by side, as many as the page is wide; of a long sweep they are folded.</summary>
internal static class Charts
{
    private const int MostOpen = 24;

    public static Html Render(string caption, int variants, IEnumerable<(string Title, IntervalBars Chart)> charts)
    {
        var figures = charts.Select(chart => Html.Of($"<figure class=\"card\"><figcaption>{chart.Title}</figcaption>{chart.Chart.Draw()}</figure>\n")).ToList();
        if (figures.Count == 0)
            return Html.None;
        var all = Html.Of($"<div class=\"charts\">{figures}</div>");
        return Html.Of($"""
            <p class="caption">{caption}</p>
            {(variants <= MostOpen ? all : Html.Of($"<details><summary>{variants} variants</summary>{all}</details>"))}
            """);
    }
}
