using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Quality against speed, and against parameters; the table of all models says the same in words.</summary>
internal static class FrontierSection
{
    public static Html Render(GateResult result)
    {
        var headline = result.Headline.Title;
        var upTitle = $"{headline}, {result.Headline.Unit}: more is better ↑";
        var sweep = Sweep.Of(result);
        var quality = BudgetLimits.Absolute(result);
        var speed = sweep.Cells.Count == 0 ? null : new ParetoPlot(
            $"{headline} against speedup at {sweep.Cells[0].Title}", $"Speedup, {sweep.Cells[0].Title}: more is better →",
                upTitle, "x", MoreIsBetter: true)
        {
            Points = Points(result, sweep, row => row.IsBaseline ? Interval.Exact(1) : row.Speedups[0],
                row => row.Model.Frontier?.Speed == true),
            XLimits = BudgetLimits.Speedup(result, sweep.Cells[0]),
            YLimits = quality,
        };
        var parameters = new ParetoPlot(
            $"{headline} against parameters", "Parameters, millions: ← fewer is better", upTitle, "", MoreIsBetter: false)
        {
            Points = Points(result, sweep, row => row.Model.Parameters is { } count ? Interval.Exact(count / 1e6)
                : null, row => row.Model.Frontier?.Parameters == true),
            XLimits = BudgetLimits.Parameters(result),
            YLimits = quality,
        };
        var plots = new[] { speed, parameters }.OfType<ParetoPlot>().Where(plot => plot.Points.Count > 1).ToList();
        return Html.When(plots.Count > 0, () => Html.Of($"""
            {Html.When(plots.Count == 2, () => Switch)}
            {plots.Select((plot, i) => Html.Of($"<figure id=\"plot-{i}\" class=\"pareto\">"
                + $"<div class=\"wide\">{plot.Draw(960, 460)}</div>"
                + $"<div class=\"narrow\">{plot.Draw(360, 400)}</div></figure>\n"))}
            {Legend(result)}
            <p class="caption">Bars through a point are its intervals ({Words.Level(result.Rules.QualityConfidence)} for the
            {headline} change, {Words.Level(result.Rules.SpeedConfidence)} for the speedup). The stepped line joins the models
            that no other model beats in both respects; dashed lines are limits of budgets. Where names would cover each other,
            some are left out: <a href="#models">the table</a> has all.</p>
            """));
    }

    private static List<PlotPoint> Points(
        GateResult result, Sweep sweep, Func<SweepRow, Interval?> across, Func<SweepRow, bool> onFrontier)
    {
        var reference = result.Baseline.ScoreBy(result.Headline)?.Value;
        return
        [
            .. from row in sweep.Rows
               where across(row) is not null && row.Score?.Value is not null
               let up = row.Score!.Change is { } change && reference is { } plus ? change.Plus(plus)
                   : Interval.Exact(row.Score.Value!.Value)
               select new PlotPoint(row.Name, across(row)!.Value, up, row.Verdict, row.IsBaseline ? Anchors.Baseline
                   : Anchors.Of(result, row.Model), Sentence(row, result.Headline.Title))
               {
                   Picked = row.Picked,
                   OnFrontier = onFrontier(row),
               },
        ];
    }

    private static string Sentence(SweepRow row, string headline) => row.IsBaseline
        ? $"{row.Name}, the unpruned model: {headline} {Words.Fixed(row.Score?.Value)}, {Words.Count(row.Model.Parameters)} "
            + $"parameters"
        : $"{row.Name}: {Words.Verdict(row.Verdict!.Value)}{(row.Picked ? ", picked" : "")}. {headline} "
            + $"{Words.Fixed(row.Score?.Value)}, change {Words.Change(row.Score?.Change)}; "
            + $"speedup {Words.Speedup(row.Speedups.Count > 0 ? row.Speedups[0] : null)}; {Words.Count(row.Model.Parameters)} "
                + $"parameters{(row.Frontier.Length > 0 ? $"; on the frontier of {row.Frontier}" : "")}";

    private static Html Legend(GateResult result)
    {
        var verdicts = result.Variants.Select(variant => variant.Verdict ?? Verdict.Invalid).Distinct().Order();
        var picked = Html.When(result.Pick?.Variant is not null, () => Html.Of($"""
            <li><svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <circle class="picked" cx="8" cy="8" r="6"/></svg>picked</li>
            """));
        return Html.Of($"<ul class=\"legend\"><li>{Marker.Icon(null)}unpruned</li>"
            + $"{verdicts.Select(verdict => Html.Of($"<li>{Marker.Icon(verdict)}{Words.Verdict(verdict)}</li>"))}{picked}</ul>");
    }

    private static Html Switch => Html.Of($"""
        <div class="switch" role="group" aria-label="What stands across" hidden>
        <button type="button" aria-pressed="true" data-show="plot-0">Speedup</button>
        <button type="button" aria-pressed="false" data-show="plot-1">Parameters</button></div>
        """);
}
