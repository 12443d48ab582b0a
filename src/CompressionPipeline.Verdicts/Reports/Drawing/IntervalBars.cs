using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>A bar per variant from where nothing changed, its interval over it, and the limits as dashed lines.</summary>
/// <param name="Title">What a listener hears of the whole chart.</param>
/// <param name="Origin">Where nothing changed: 0 for a difference, 1 for a ratio.</param>
/// <param name="Unit">Behind each number of the axis.</param>
internal sealed record IntervalBars(string Title, double Origin, string Unit)
{
    private const double Width = 340;
    private const double RowHeight = 36;
    private const int LongestName = 24;
    private const double RoomForWords = 90;

    public required IReadOnlyList<BarRow> Rows { get; init; }

    /// <summary>Limits of budgets and the words beside them.</summary>
    public IReadOnlyList<(double Value, string Words)> Limits { get; init; } = [];

    public Html Draw()
    {
        var bottom = 22 + (Rows.Count * RowHeight);
        var x = Scale.Around([Origin, .. Limits.Select(limit => limit.Value),
            .. Rows.SelectMany(row => new[] { row.Span.Low, row.Span.Value, row.Span.High })], 8, Width - 8);
        return Html.Of($"""
            <svg class="bars" viewBox="0 0 {Width} {bottom + 22}" role="img" aria-label="{Title}">
            {Axis.Bottom(x, 16, bottom, 5, Unit)}
            {Limits.Select(limit => Html.Of($"<path class=\"limit\" d=\"M{x.At(limit.Value)} 14V{bottom}\"/>"))}{LimitWords(x)}
            <path class="axis" d="M{x.At(Origin)} 16V{bottom}"/>
            {Rows.Select((row, i) => Row(row, x, 22 + (i * RowHeight)))}
            </svg>
            """);
    }

    private Html Row(BarRow row, Scale x, double top)
    {
        var (from, to) = (Math.Min(x.At(Origin), x.Within(row.Span.Value)), Math.Max(x.At(Origin), x.Within(row.Span.Value)));
        var (low, high, middle) = (x.Within(row.Span.Low), x.Within(row.Span.High), top + 23);
        return Html.Of($"""
            <g class="row {Marker.Class(row.Verdict)}"><title>{row.Name}: {row.Words}</title>
            <text class="label" x="8" y="{top + 11}">{Words.Short(row.Name, LongestName)}</text>
            <text class="value" x="{Width - 8}" y="{top + 11}" text-anchor="end">{row.Words}</text>
            <rect class="bar" x="{from}" y="{middle - 5}" width="{Math.Max(to - from, 0.5)}" height="10"/>
            <path class="interval" d="M{low} {middle}H{high}M{low} {middle - 4}v8M{high} {middle - 4}v8"/>
            </g>
            """);
    }

    // Limits close to each other share their words.
    private IEnumerable<Html> LimitWords(Scale x)
    {
        var groups = new List<(double At, string Words)>();
        foreach (var (at, words) in Limits.Select(limit => (At: x.At(limit.Value), limit.Words)).OrderBy(limit => limit.At))
        {
            if (groups.Count > 0 && at - groups[^1].At < RoomForWords)
                groups[^1] = (groups[^1].At, $"{groups[^1].Words}, {words}");
            else
                groups.Add((at, words));
        }
        foreach (var (at, words) in groups)
        {
            var anchor = at < Width / 3 ? "start" : at > Width * 2 / 3 ? "end" : "middle";
            yield return Html.Of($"<text class=\"limit\" x=\"{at}\" y=\"10\" text-anchor=\"{anchor}\">{words}</text>");
        }
    }
}

internal sealed record BarRow(string Name, Interval Span, string Words, Verdict? Verdict);
