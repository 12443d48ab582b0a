using System.Globalization;
using CompressionPipeline.Verdicts.Reports.Markup;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>Lines and numbers along an axis.</summary>
internal static class Axis
{
    public static Html Bottom(Scale x, double top, double bottom, int ticks, string unit = "") =>
        Html.Join(x.Ticks(ticks).Select(value => Html.Of(
        $"<path class=\"grid\" d=\"M{x.At(value)} {top}V{bottom}\"/><text class=\"tick\" x=\"{x.At(value)}\" y=\"{bottom + 15}\" "
            + $"text-anchor=\"{Anchor(x, value)}\">{Text(value, x.Digits(ticks)) + unit}</text>")));

    public static Html Left(Scale y, double left, double right, int ticks) => Html.Join(y.Ticks(ticks).Select(value => Html.Of(
        $"<path class=\"grid\" d=\"M{left} {y.At(value)}H{right}\"/><text class=\"tick\" x=\"{left - 8}\" "
            + $"y=\"{y.At(value) + 4}\" text-anchor=\"end\">{Text(value, y.Digits(ticks))}</text>")));

    // A number at the edge of a drawing would be cut off.
    private static string Anchor(Scale x, double value) =>
        x.At(value) < 22 ? "start" : x.End - x.At(value) < 14 ? "end" : "middle";

    // The minus of mathematics is as wide as a plus.
    private static string Text(double value, int digits) =>
        value.ToString("F" + digits, CultureInfo.InvariantCulture).Replace('-', '−');
}
