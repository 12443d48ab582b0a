using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

// What was kept of each layer of a stack: a bar for heads, for cross-attention heads and for feed-forward units.
internal sealed record WidthBars(string Title, IReadOnlyList<LayerWidths> Layers)
{
    private const string Heads = "heads", CrossHeads = "cross-attention", Units = "units";
    private const double Width = 340;
    private const double Left = 26;
    private const double RowHeight = 18;
    private const double Top = 20;

    public Html Draw()
    {
        var height = Top + (RowHeight * Layers.Count) + 2;
        string[] columns = Layers.Any(layer => layer.CrossHeads is not null) ? [Heads, CrossHeads, Units] : [Heads, Units];
        var column = (Width - Left) / columns.Length;
        return Html.Of($"""
            <svg class="widths" viewBox="0 0 {Width} {height}" role="img" aria-label="{Title}">
            {columns.Select((name, i) => Html.Of($"<text class=\"title\" x=\"{Left + (i * column)}\" y=\"12\">{name}</text>"))}
            {Layers.SelectMany((layer, row) => columns.Select((name, i) => Bar(
                name switch { Heads => layer.Heads, Units => layer.Units, _ => layer.CrossHeads! },
                Left + (i * column), Top + (row * RowHeight), column - 10)).Prepend(Number(row)))}
            </svg>
            """);
    }

    private static Html Number(int row) => Html.Of(
        $"<text class=\"tick\" x=\"{Left - 8}\" y=\"{Top + (row * RowHeight) + 12}\" text-anchor=\"end\">{row}</text>");

    private static Html Bar(KeptOf kept, double x, double y, double width) => Html.Of(
        $"<rect class=\"track\" x=\"{x}\" y=\"{y + 2}\" width=\"{width}\" height=\"12\"/>"
            + $"<rect class=\"accent\" x=\"{x}\" y=\"{y + 2}\" width=\"{width * kept.Share}\" height=\"12\"/>"
            + $"<text class=\"value\" x=\"{x + 4}\" y=\"{y + 12}\">{kept.Kept} of {kept.Of}</text>");
}
