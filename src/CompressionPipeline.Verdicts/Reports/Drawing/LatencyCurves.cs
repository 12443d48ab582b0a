using CompressionPipeline.Verdicts.Reports.Markup;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>Which share of the generations was done within a time: a step line per model.</summary>
internal sealed record LatencyCurves(string Title)
{
    private const double Width = 340;
    private const double Height = 150;
    private const double Left = 40;
    private const double Bottom = 128;
    private const int Marks = 60;

    public required Distribution Baseline { get; init; }

    public required Distribution Variant { get; init; }

    public Html Draw()
    {
        var x = Scale.Around([Baseline.At(0), Variant.At(0), Baseline.At(0.98), Variant.At(0.98)], Left, Width - 8);
        var y = new Scale(0, 100, Bottom, 8);
        return Html.Of($"""
            <svg class="curves" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}">
            {Axis.Bottom(x, 8, Bottom, 5, " ms")}
            {new[] { 0.0, 50, 90, 100 }.Select(share => Html.Of($"<path class=\"grid\" d=\"M{Left} {y.At(share)}H{Width - 8}\"/>"
                + $"<text class=\"tick\" x=\"{Left - 5}\" y=\"{y.At(share) + 4}\" text-anchor=\"end\">{share} %</text>"))}
            {Curve(Baseline, x, y, "baseline")}{Curve(Variant, x, y, "accent")}
            </svg>
            """);
    }

    private static Html Curve(Distribution times, Scale x, Scale y, string who)
    {
        if (times.Count == 0)
            return Html.None;
        var marks = Math.Min(Marks, times.Count);
        var steps = Html.Join(times.Thinned(marks).Select((time, i) =>
            Html.Of($"H{x.Within(time)}V{y.At(100.0 * (i + 1) / marks)}")));
        return Html.Of($"<path class=\"curve {who}\" d=\"M{x.Within(times.At(0))} {y.At(0)}{steps}H{x.End}\"/>");
    }
}
