using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Studies;

// The pictures of a study: quality against speedup at each batch size, and what of it was kept against the decoder's layers,
// against all layers and against what stayed of the encoder.
internal static class StudyPlots
{
    private const int Width = 960, Height = 460;

    public static IEnumerable<(string Title, Html Drawing)> Of(StudyTable table)
    {
        var baseline = table.Results[0].Baseline;
        var headline = table.Headline.Title;
        var kept = $"{headline} kept, %: more is better ↑";
        return
        [
            .. table.Cells.Select(cell => Plot(
                $"{headline} kept against speedup at {cell.Title}", $"speedup, {cell.Title}: more is better →", "x",
                row => row.Speedup(cell), hasFrontier: true)),
            .. baseline.DecoderLayers > 0
                ?
                [
                    Plot(
                        $"{headline} kept against the layers of the decoder", "layers of the decoder", "",
                        row => Interval.Exact(row.Models[0].DecoderLayers), hasFrontier: false),
                    Plot(
                        $"{headline} kept against the layers of both", "layers of encoder and decoder", "",
                        row => Interval.Exact(row.Models[0].EncoderLayers + row.Models[0].DecoderLayers), hasFrontier: false),
                ]
                : Array.Empty<(string, Html)>(),
            Plot(
                $"{headline} kept against what stayed of the encoder", "heads and units of the encoder that stayed", " %",
                row => row.EncoderKept(baseline), hasFrontier: false),
        ];

        (string, Html) Plot(string title, string across, string unit, Func<StudyRow, Interval?> x, bool hasFrontier)
        {
            var rows = table.Rows.Where(row => x(row) is not null && row.Kept is not null).ToList();
            var front = ParetoSet.Of(
                [.. rows.Select(row => new[] { x(row)!.Value.Value, row.Kept!.Value.Value })],
                Direction.HigherIsBetter, table.Headline.Direction);
            var plot = new ParetoPlot(title, across, kept, unit, MoreIsBetter: true)
            {
                Points =
                [
                    .. rows.Select((row, i) => new PlotPoint(
                        row.Name, x(row)!.Value, row.Kept!.Value, Worst(row), "",
                        $"{row.Name}: {Words.Number(x(row)!.Value.Value)}{unit}, {Words.Fixed(row.Kept!.Value.Value)} %")
                    {
                        OnFrontier = hasFrontier && front[i],
                    }),
                ],
            };
            return (title, plot.Draw(Width, Height));
        }
    }

    /// <summary>A drawing as a file of its own, with the page's style in it.</summary>
    public static string Picture(Html drawing)
    {
        var markup = drawing.ToString();
        var inside = markup.IndexOf('>', StringComparison.Ordinal) + 1;
        return markup[..inside].Replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", StringComparison.Ordinal)
            + $"<style><![CDATA[{Assets.Style}"
            + $"svg {{ width: {Width}px; height: {Height}px; background: var(--panel); }}]]></style>"
            + markup[inside..].TrimEnd() + "\n";
    }

    private static Verdict? Worst(StudyRow row) =>
        row.IsBaseline ? null : row.Models.Max(model => model.Verdict ?? Verdict.Invalid);
}
