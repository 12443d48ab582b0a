using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;

namespace Benchmarks.Searching;

/// <summary>A step line per search, named at its end.</summary>
/// <param name="Title">What a listener hears of the whole chart.</param>
/// <param name="Lines">The regret after each evaluation.</param>
internal sealed record RegretCurves(string Title, IReadOnlyList<(string Name, IReadOnlyList<double> Regrets)> Lines)
{
    private const double Width = 960, Height = 460, Left = 60, Right = 820, Top = 16, Bottom = 430;

    public Html Draw()
    {
        var x = new Scale(1, Lines.Max(line => line.Regrets.Count), Left, Right);
        // The first networks are the same in each, and far from what matters.
        var y = Scale.Around(Lines.SelectMany(line => line.Regrets.Skip(3)), Bottom, Top);
        return Html.Of($"""
            <svg viewBox="0 0 {Width} {Height}" role="img" aria-label="{Title}">
            {Axis.Bottom(x, Top, Bottom, 8)}{Axis.Left(y, Left, Right, 6)}
            {Html.Join(Lines.OrderByDescending(line => line.Regrets[^1])
                .Select((line, place) => Line(line, place, x, y)))}
            </svg>
            """);
    }

    // Names go down the margin in the order of the ends, which may lie on each other.
    private Html Line((string Name, IReadOnlyList<double> Regrets) line, int place, Scale x, Scale y)
    {
        var colour = $"hsl({place * 360 / Lines.Count} 65% 42%)";
        var at = Top + 14 + (place * 22);
        return Html.Of($"<path fill=\"none\" stroke-width=\"2\" stroke=\"{colour}\" d=\"M{x.At(1)} {y.Within(line.Regrets[0])}"
            + $"{Html.Join(line.Regrets.Select((regret, i) => Html.Of($"H{x.At(i + 1)}V{y.Within(regret)}")))}H{Right}\"/>"
            + $"<text x=\"{Right + 12}\" y=\"{at}\" style=\"fill: {colour}; font-size: 13px\">{line.Name}</text>");
    }
}
