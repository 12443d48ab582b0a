using CompressionPipeline.Verdicts.Reports.Markup;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>Something that moves with the steps of a training or a search, and what it should be.</summary>
internal sealed record StepCurves(
    string Title, IReadOnlyList<(double Step, double Value)> Values, IReadOnlyList<(double Step, double Value)> Targets)
{
    private const double Width = 340;
    private const double Height = 150;
    private const double Left = 40;
    private const double Bottom = 128;

    /// <summary>Behind each number across.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Whether a value holds until the next point; else it moves straight to it.</summary>
    public bool HoldsBetween { get; init; }

    public Html Draw()
    {
        var last = Values.Max(point => point.Step);
        var x = new Scale(0, last > 0 ? last : 1, Left, Width - 12);
        var y = Scale.Around(Values.Concat(Targets).Select(point => point.Value), Bottom, 8);
        return Html.Of($"""
            <svg class="curves" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}">
            {Axis.Bottom(x, 8, Bottom, 4, Unit)}{Axis.Left(y, Left, Width - 12, 4)}
            {Line(Targets, x, y, "baseline")}{Line(Values, x, y, "accent")}
            </svg>
            """);
    }

    private Html Line(IReadOnlyList<(double Step, double Value)> points, Scale x, Scale y, string who) => Html.When(
        points.Count > 0,
        () => Html.Of($"<path class=\"curve {who}\" d=\"M{x.At(points[0].Step)} {y.Within(points[0].Value)}"
            + $"{Html.Join(points.Skip(1).Select(point => HoldsBetween
                ? Html.Of($"H{x.At(point.Step)}V{y.Within(point.Value)}")
                : Html.Of($"L{x.At(point.Step)} {y.Within(point.Value)}")))}\"/>"));
}
