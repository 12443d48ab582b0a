using System.Globalization;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>A row per model; the headings sort it.</summary>
internal static class TableSection
{
    public static Html Render(GateResult result)
    {
        var (headline, sweep) = (result.Headline.Title, Sweep.Of(result));
        var layers = sweep.Rows.Any(row => row.Model.DecoderLayers > 0) ? "Layers: encoder+decoder. " : "";
        string[] headings =
        [
            "Model", "Verdict", ">Layers", $">{headline}", ">Change", .. sweep.Cells.Select(cell => $">Speed, {cell.Title}"),
                ">Parameters", "Frontier",
        ];
        return Html.Of($"""
            <div class="scroll" role="region" aria-label="All models" tabindex="0"><table class="sortable">
            <thead><tr>{headings.Select(HtmlTable.Heading)}</tr></thead>
            <tbody>{sweep.Rows.Select(row => Row(result, row))}</tbody>
            </table></div>
            <p class="caption">{layers}Change: {headline} against the unpruned model on the same examples,
            {Words.Level(result.Rules.QualityConfidence)} interval. Speed: the unpruned model's time over the model's,
            {Words.Level(result.Rules.SpeedConfidence)} interval. Frontier: no other model is better in both {headline} and speed,
            or size.</p>
            """);
    }

    private static Html Row(GateResult result, SweepRow row)
    {
        var (model, score) = (row.Model, row.Score);
        var id = Html.When(row.IsBaseline, () => Html.Of($" id=\"{Anchors.Baseline}\""));
        var picked = Html.When(row.Picked, () => Html.Of($" class=\"picked\""));
        var badge = row.Verdict is { } verdict ? Badges.Of(verdict) : Html.None;
        Html[] cells =
        [
            Html.Of($"<th scope=\"row\">{Name(result, row)}</th>\n"),
            Html.Of($"<td data-value=\"{(int?)row.Verdict ?? -1}\">{badge}</td>"),
            Number(model.EncoderLayers + model.DecoderLayers, Words.Layers(model)),
            Number(score?.Value, Words.Fixed(score?.Value)),
            row.IsBaseline ? Number(0, "") : Number(score?.Change?.Value, Words.Change(score?.Change)),
            .. row.Speedups.Select(speedup => row.IsBaseline ? Number(1, "") : Number(speedup?.Value, Words.Speedup(speedup))),
            Number(model.Parameters, Words.Count(model.Parameters)),
            Html.Of($"<td>{row.Frontier}</td>"),
        ];
        return Html.Of($"<tr{id}{picked}>{cells}</tr>\n");
    }

    private static Html Name(GateResult result, SweepRow row)
    {
        if (row.IsBaseline)
            return Html.Of($"{Html.Name(row.Name)} <span class=\"note\">unpruned</span>");
        var picked = Html.When(row.Picked, () => Html.Of($" <span class=\"chip\">picked</span>"));
        return Html.Of($"<a href=\"#{Anchors.Of(result, row.Model)}\">{Html.Name(row.Name)}</a>{picked}");
    }

    private static Html Number(double? value, string words)
    {
        var sorted = value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";
        return Html.Of($"<td class=\"number\" data-value=\"{sorted}\">{words}</td>");
    }
}
