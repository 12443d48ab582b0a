using CompressionPipeline.Verdicts.Reports.Markup;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

// Times of two models over each other: a box (quartiles, median, 5th to 95th percentile) and a tick per sample below it.
internal sealed record LatencyBoxes(string Title, int Marks)
{
    private const double Width = 340;
    private const double Height = 118;
    private const double Bottom = 98;

    public required Distribution Baseline { get; init; }

    public required Distribution Variant { get; init; }

    public Html Draw()
    {
        // A few stragglers must not press the rest into one stroke: they stand at the edge.
        var x = Scale.Around([Baseline.At(0), Variant.At(0), Baseline.At(0.98), Variant.At(0.98)], 8, Width - 8);
        return Html.Of($"""
            <svg class="boxes" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}">
            {Axis.Bottom(x, 6, Bottom, 5, " ms")}
            {Row(Baseline, x, 12, "baseline")}{Row(Variant, x, 56, "accent")}
            </svg>
            """);
    }

    private Html Row(Distribution times, Scale x, double top, string who)
    {
        if (times.Count == 0)
            return Html.None;
        var (left, middle) = (x.Within(times.At(0.25)), top + 9);
        var ticks = Html.Join(times.Thinned(Marks).Select(time => Html.Of($"M{x.Within(time)} {top + 24}v9")));
        return Html.Of($"""
            <g class="{who}"><path class="whisker" d="M{x.Within(times.At(0.05))} {middle}H{x.Within(times.At(0.95))}"/>
            <rect class="box" x="{left}" y="{top}" width="{Math.Max(x.Within(times.At(0.75)) - left, 1)}" height="18"/>
            <path class="median" d="M{x.Within(times.At(0.5))} {top - 2}v22"/><path class="strip" d="{ticks}"/></g>
            """);
    }
}
