using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;

namespace Benchmarks.Searching;

/// <summary>Step lines, named at their ends.</summary>
/// <param name="Title">What a listener hears of the whole chart.</param>
/// <param name="Lines">Points from left to right.</param>
/// <param name="From">Where the part that matters begins: what lies before it does not stretch the axis upwards.</param>
internal sealed record StepLines(
    string Title, IReadOnlyList<(string Name, IReadOnlyList<(double X, double Y)> Points)> Lines, double From)
{
    private const double Width = 960, Height = 460, Left = 60, Right = 760, Top = 16, Bottom = 430;

    public Html Draw()
    {
        var points = Lines.SelectMany(line => line.Points).ToList();
        var x = new Scale(points.Min(point => point.X), points.Max(point => point.X), Left, Right);
        var y = Scale.Around(points.Where(point => point.X >= From).Select(point => point.Y), Bottom, Top);
        return Html.Of($"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}">
            {Axis.Bottom(x, Top, Bottom, 8)}{Axis.Left(y, Left, Right, 6)}
            {Html.Join(Lines.OrderByDescending(line => line.Points[^1].Y).Select((line, place) => Line(line, place, x, y)))}
            </svg>
            """);
    }

    // Names go down the margin in the order of the ends, which may lie on each other.
    private Html Line((string Name, IReadOnlyList<(double X, double Y)> Points) line, int place, Scale x, Scale y)
    {
        var colour = $"hsl({place * 360 / Lines.Count} 65% 42%)";
        var at = Top + 14 + (place * 22);
        var (first, steps) = (line.Points[0], line.Points.Select(point => Html.Of($"H{x.At(point.X)}V{y.Within(point.Y)}")));
        return Html.Of($"<path fill=\"none\" stroke-width=\"2\" stroke=\"{colour}\" "
            + $"d=\"M{x.At(first.X)} {y.Within(first.Y)}{Html.Join(steps)}H{Right}\"/>"
            + $"<text x=\"{Right + 12}\" y=\"{at}\" style=\"fill: {colour}; font-size: 13px\">{line.Name}</text>");
    }
}
