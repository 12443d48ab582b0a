using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

// Quality against cost: a point per model with its intervals both ways, the frontier as steps, limits as dashed lines.
internal sealed record ParetoPlot(string Title, string XTitle, string YTitle, string XUnit, bool MoreIsBetter)
{
    private const int Longest = 26;
    private const int MostTabStops = 30;
    private const int MostNamed = 40;
    private const double LineHeight = 16;

    public required IReadOnlyList<PlotPoint> Points { get; init; }

    /// <summary>Small points below the others.</summary>
    public IReadOnlyList<PlotDot> Dots { get; init; } = [];

    /// <summary>Limits of budgets across, with the words beside them.</summary>
    public IReadOnlyList<(double Value, string Words)> XLimits { get; init; } = [];

    public IReadOnlyList<(double Value, string Words)> YLimits { get; init; } = [];

    public Html Draw(int width, int height)
    {
        var points = Points.Where(point => point.IsFinite).ToList();
        var (left, top, right, bottom) = (46.0, 26.0, width - 14.0, height - 46.0);
        var x = Scale.Around([.. points.SelectMany(point => new[] { point.X.Low, point.X.Value, point.X.High }),
            .. Dots.Select(dot => dot.X), .. XLimits.Select(limit => limit.Value)], left, right);
        var y = Scale.Around([.. points.SelectMany(point => new[] { point.Y.Low, point.Y.Value, point.Y.High }),
            .. Dots.Select(dot => dot.Y), .. YLimits.Select(limit => limit.Value)], bottom, top, 0.08);
        var (about, many) = (width < 500 ? 4 : 8, points.Count > MostNamed ? " many" : "");
        return Html.Of($"""
            <svg class="plot{many}" viewBox="0 0 {width} {height}" role="group" aria-label="{Title}">
            {Axis.Bottom(x, top, bottom, about, XUnit)}{Axis.Left(y, left, right, 6)}
            <path class="axis" d="M{left} {top}V{bottom}H{right}"/>
            <text class="title" x="{left}" y="14">{YTitle}</text>
            <text class="title" x="{right}" y="{height - 8.0}" text-anchor="end">{XTitle}</text>
            {XLimits.Select(limit => Across(x.At(limit.Value), limit.Words, top, right, bottom))}
            {Upwards(y, left, right)}
            {Frontier(points, x, y)}
            {Dots.OrderBy(dot => dot.IsFilled).Select(dot => Dot(dot, x, y))}
            {points.Select(point => Whiskers(point, x, y))}
            {Names(points, x, y, new(left, top - 8, right, bottom))}
            {points.OrderBy(point => point.X.Value).Select((point, i) => Point(point, x, y, IsTabStop(points.Count, point, i)))}
            </svg>
            """);
    }

    private static Html Across(double at, string words, double top, double right, double bottom)
    {
        var (beside, anchor) = at > right - 110 ? (at - 5, "end") : (at + 5, "start");
        return Html.Of($"<path class=\"limit\" d=\"M{at} {top}V{bottom}\"/>"
            + $"<text class=\"limit\" x=\"{beside}\" y=\"{bottom - 6}\" text-anchor=\"{anchor}\">{words}</text>");
    }

    // Two lines close to each other are named above and below.
    private IEnumerable<Html> Upwards(Scale y, double left, double right)
    {
        var above = double.NegativeInfinity;
        foreach (var (at, words) in YLimits.Select(limit => (At: y.At(limit.Value), limit.Words)).OrderBy(limit => limit.At))
        {
            yield return Html.Of($"<path class=\"limit\" d=\"M{left} {at}H{right}\"/><text class=\"limit\" x=\"{left + 6}\" "
                + $"y=\"{(at - above < LineHeight ? at + 12 : at - 5)}\">{words}</text>");
            above = at;
        }
    }

    private static bool IsTabStop(int count, PlotPoint point, int index) =>
        count <= MostTabStops || index == 0 || point.OnFrontier || point.Picked || point.Verdict is null;

    private static Html Point(PlotPoint point, Scale x, Scale y, bool isTabStop)
    {
        var (atX, atY) = (x.At(point.X.Value), y.At(point.Y.Value));
        var ring = Html.When(point.Picked, () => Html.Of($"<circle class=\"picked\" cx=\"{atX}\" cy=\"{atY}\" r=\"10\"/>"));
        return Html.Of($"<a class=\"point\" href=\"#{point.Target}\" aria-label=\"{point.Words}\" "
            + $"tabindex=\"{(isTabStop ? 0 : -1)}\"><title>{point.Words}</title><circle class=\"target\" cx=\"{atX}\" "
            + $"cy=\"{atY}\" r=\"14\"/>{ring}{Marker.Draw(point.Verdict, atX, atY, 4.5)}</a>");
    }

    private static Html Dot(PlotDot dot, Scale x, Scale y) => Html.Of(
        $"<circle class=\"dot{(dot.IsFilled ? " filled" : "")}\" cx=\"{x.At(dot.X)}\" cy=\"{y.At(dot.Y)}\" "
            + $"r=\"{(dot.IsFilled ? 3.5 : 2.5)}\"><title>{dot.Words}</title></circle>");

    private static Html Whiskers(PlotPoint point, Scale x, Scale y) => Html.Of(
        $"<path class=\"whisker {Marker.Class(point.Verdict)}\" d=\"M{x.At(point.X.Low)} "
            + $"{y.At(point.Y.Value)}H{x.At(point.X.High)}M{x.At(point.X.Value)} {y.At(point.Y.Low)}V{y.At(point.Y.High)}\"/>");

    private static Html Names(List<PlotPoint> points, Scale x, Scale y, Labels labels)
    {
        foreach (var point in points)
            labels.Keep(x.At(point.X.Value), y.At(point.Y.Value));
        // Of very many points only those are named that people look for.
        return Html.Join(points.Where(point => points.Count <= MostNamed || Weight(point) > 0).OrderByDescending(Weight)
            .Select(point =>
        {
            var name = Words.Short(point.Name, Longest);
            return labels.Place(x.At(point.X.Value), y.At(point.Y.Value), name) is { } place
                ? Html.Of($"<text class=\"{(point.Picked ? "name strong" : "name")}\" x=\"{place.X}\" y=\"{place.Y}\" "
                    + $"text-anchor=\"{place.Anchor}\">{name}</text>")
                : Html.None;
        }));
    }

    private static int Weight(PlotPoint point) => point.Picked ? 3 : point.Verdict is null ? 2 : point.OnFrontier ? 1 : 0;

    // Between two of its points nothing better was seen than the worse of both: steps, not a slope.
    private Html Frontier(IReadOnlyList<PlotPoint> points, Scale x, Scale y)
    {
        var steps = points.Where(point => point.OnFrontier).Select(point => (X: point.X.Value, Y: point.Y.Value))
            .Concat(Dots.Where(dot => dot.OnFrontier).Select(dot => (dot.X, dot.Y)))
            .OrderBy(point => MoreIsBetter ? point.X : -point.X).ToList();
        if (steps.Count < 2)
            return Html.None;
        var path = Html.Join(steps.Skip(1).Select(point => Html.Of($"V{y.At(point.Y)}H{x.At(point.X)}")));
        return Html.Of($"<path class=\"frontier\" d=\"M{x.At(steps[0].X)} {y.At(steps[0].Y)}{path}\"/>");
    }
}
