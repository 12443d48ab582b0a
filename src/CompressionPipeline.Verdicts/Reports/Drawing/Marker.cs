using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;

namespace CompressionPipeline.Verdicts.Reports.Drawing;

/// <summary>A shape per verdict, so that colour is never alone.</summary>
internal static class Marker
{
    public static string Class(Verdict? verdict) => verdict switch
    {
        null => "baseline",
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Inconclusive => "open",
        _ => "invalid",
    };

    /// <summary>The shape around a point: a square for the unpruned model, a disc, a cross, a diamond, a triangle.</summary>
    public static Html Draw(Verdict? verdict, double x, double y, double size)
    {
        var shape = verdict switch
        {
            null => Html.Of($"<path d=\"M{x - size} {y - size}h{2 * size}v{2 * size}h{-2 * size}z\"/>"),
            Verdict.Pass => Html.Of($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{size + 0.5}\"/>"),
            Verdict.Fail =>
                Html.Of($"<path class=\"line\" d=\"M{x - size} {y - size}L{x + size} {y + size}M{x - size} {y + size}L{x + size} "
                + $"{y - size}\"/>"),
            Verdict.Inconclusive =>
                Html.Of($"<path d=\"M{x} {y - size - 1.5}L{x + size + 1.5} {y}L{x} {y + size + 1.5}L{x - size - 1.5} {y}z\"/>"),
            _ => Html.Of($"<path d=\"M{x} {y - size - 1}L{x + size + 1} {y + size}H{x - size - 1}z\"/>"),
        };
        return Html.Of($"<g class=\"mark {Class(verdict)}\">{shape}</g>");
    }

    /// <summary>The shape alone, for words and legends.</summary>
    public static Html Icon(Verdict? verdict) =>
        Html.Of($"<svg class=\"icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" "
            + $"aria-hidden=\"true\">{Draw(verdict, 8, 8, 4.5)}</svg>");
}
