using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>The few numbers that people come for: those of the picked variant, or of the only one; of a sweep without a pick, its
/// count of verdicts.</summary>
internal static class Tiles
{
    private const int MostCells = 2;

    public static Html Render(GateResult result)
    {
        var variant = result.Variants.Count == 1 ? result.Variants[0]
            : result.Variants.FirstOrDefault(model => model.Name == result.Pick?.Variant);
        var tiles = variant is null ? Counts(result) : Numbers(result, variant);
        return Html.Join(tiles) is { IsEmpty: false } all ? Html.Of($"<ul class=\"tiles\">{all}</ul>") : Html.None;
    }

    private static IEnumerable<Html> Counts(GateResult result) =>
        from verdict in Enum.GetValues<Verdict>()
        let count = result.Variants.Count(variant => variant.Verdict == verdict)
        where count > 0
        select Tile(Words.Verdict(verdict), Words.Count(count), "", $"of {Words.Plural(result.Variants.Count, "variant")}");

    private static IEnumerable<Html> Numbers(GateResult result, ModelResult variant)
    {
        var (unpruned, sweep) = (result.Baseline, Sweep.Of(result));
        if (variant.ScoreBy(result.Headline) is { } score)
            yield return Tile(result.Headline.Title, score.Change is { } change ? Words.Signed(change.Value)
                : Words.Fixed(score.Value), Between(score.Change),
                $"{Words.Fixed(unpruned.ScoreBy(result.Headline)?.Value)} → {Words.Fixed(score.Value)}");
        foreach (var cell in sweep.Cells.Take(MostCells))
        {
            if (variant.SpeedAt(cell.Runtime, cell.BatchSize) is { Speedup: { } speedup } timed)
                yield return Tile($"Speed, {cell.Title}", Words.Times(speedup.Value), Between(speedup),
                    $"{Words.Fixed(timed.Baseline?.P50)} → {Words.Milliseconds(timed.Variant?.P50)}");
        }
        if (variant.Parameters is not null)
            yield return Tile("Parameters", Words.Percent(unpruned.Parameters, variant.Parameters), "",
                $"{Words.Count(unpruned.Parameters)} → {Words.Count(variant.Parameters)}");
        if (variant.Bytes is not null)
            yield return Tile("ONNX size", Words.Percent(unpruned.Bytes, variant.Bytes), "", $"{Words.MegaBytes(unpruned.Bytes)} "
                + $"→ {Words.MegaBytes(variant.Bytes)}");
    }

    private static string Between(Interval? interval) => interval is { } ends ? Words.Interval(ends.Low, ends.High).Trim() : "";

    private static Html Tile(string label, string number, string interval, string detail)
    {
        var between = Html.When(interval.Length > 0, () => Html.Of($"<span class=\"detail\">{interval}</span>"));
        return Html.Of($"<li><span class=\"label\">{label}</span><span class=\"figure\">{number}</span>{between}"
            + $"<span class=\"detail\">{detail}</span></li>");
    }
}
