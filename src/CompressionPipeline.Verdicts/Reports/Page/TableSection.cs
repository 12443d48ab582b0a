using System.Globalization;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>A row per model; the headings sort it.</summary>
internal static class TableSection
{
    public static Html Render(GateResult result)
    {
        var sweep = Sweep.Of(result);
        return Html.Of($"""
            <div class="scroll" role="region" aria-label="All models" tabindex="0"><table class="sortable">
            <thead><tr><th scope="col">Model</th><th scope="col">Verdict</th><th scope="col" class="number">Layers</th><th scope="col" class="number">ROUGE-2</th><th scope="col" class="number">Change</th>{sweep.Cells.Select(cell => Html.Of($"<th scope=\"col\" class=\"number\">Speed, {cell.Title}</th>"))}<th scope="col" class="number">Parameters</th><th scope="col">Frontier</th></tr></thead>
            <tbody>{sweep.Rows.Select(row => Row(result, row))}</tbody>
            </table></div>
            <p class="caption">Layers: encoder+decoder. Change: ROUGE-2 points against the unpruned model on the same examples, {Words.Level(result.Rules.QualityConfidence)} interval. Speed: the unpruned model's time over the model's, {Words.Level(result.Rules.SpeedConfidence)} interval. Frontier: no other model is better in both ROUGE-2 and speed, or size.</p>
            """);
    }

    private static Html Row(GateResult result, SweepRow row) => Html.Of($"""
        <tr{Html.When(row.IsBase, () => Html.Of($" id=\"{Anchors.Base}\""))}{Html.When(row.Picked, () => Html.Of($" class=\"picked\""))}><th scope="row">{Name(result, row)}</th>
        <td data-value="{(int?)row.Verdict ?? -1}">{Html.When(row.Verdict is not null, () => Badges.Of(row.Verdict!.Value))}</td>{Number(row.Model.EncoderLayers + row.Model.DecoderLayers, Words.Layers(row.Model))}{Number(row.Score?.Value, Words.Fixed(row.Score?.Value))}{Number(row.Score?.Change?.Value ?? (row.IsBase ? 0 : null), row.IsBase ? "" : Words.Change(row.Score?.Change))}{row.Speedups.Select(speedup => Number(speedup?.Value ?? (row.IsBase ? 1 : null), row.IsBase ? "" : Words.Speedup(speedup)))}{Number(row.Model.Parameters, Words.Count(row.Model.Parameters))}<td>{row.Frontier}</td></tr>

        """);

    private static Html Name(GateResult result, SweepRow row) => row.IsBase
        ? Html.Of($"{Html.Name(row.Name)} <span class=\"note\">unpruned</span>")
        : Html.Of($"<a href=\"#{Anchors.Of(result, row.Model)}\">{Html.Name(row.Name)}</a>{Html.When(row.Picked, () => Html.Of($" <span class=\"chip\">picked</span>"))}");

    private static Html Number(double? value, string words) =>
        Html.Of($"<td class=\"number\" data-value=\"{(value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "")}\">{words}</td>");
}
