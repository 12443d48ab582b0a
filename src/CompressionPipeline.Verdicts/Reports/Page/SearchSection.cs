using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>What a search found: quality against each cost, and how soon it was found.</summary>
internal static class SearchSection
{
    private const string Whole = "whole network";

    public static Html Render(GateResult result) => result.Search is not { } search ? Html.None : Html.Of($"""
        {HtmlTable.Facts(SearchWords.Facts(search))}
        {Html.When(search.Measured.Count > 0, () => Plots(result, search))}
        """);

    private static Html Plots(GateResult result, SearchSummary search)
    {
        var plots = search.Qualities.Take(1)
            .SelectMany(quality => search.Costs.Select(cost => Front(result, search, quality, cost)))
            .Select(plot => Html.Of($"<figure class=\"pareto\"><div class=\"wide\">{plot.Draw(960, 400)}</div>"
                + $"<div class=\"narrow\">{plot.Draw(360, 360)}</div></figure>\n"));
        return Html.Of($"""
            {plots}
            <p class="caption">A dot is a sub-network of the super-network, as the search estimated it on the validation split;
            filled ones are on the front of all objectives. The stepped line joins those that no other one beats in both
            objectives drawn. The square is the {Whole}; a variant stands where the network is that it picked.</p>
            <div class="charts">{HyperVolume(search, "evaluation", "", (_, i) => i + 1)}
            {HyperVolume(search, "second", " s", (evaluation, _) => evaluation.Seconds)}</div>
            """);
    }

    private static ParetoPlot Front(GateResult result, SearchSummary search, int quality, int cost)
    {
        var (up, across) = (search.Objectives[quality], search.Objectives[cost]);
        var measured = search.Measured;
        var first = ParetoSet.Of(
            [.. measured.Select(evaluation => new[] { evaluation.Values![quality], evaluation.Values[cost] })],
            up.Direction, across.Direction);
        return new(
            $"{SearchWords.Title(up)} against {SearchWords.Title(across)} of the sub-networks that the search looked at",
            $"{SearchWords.Title(across)}: {Better(across, "→", "←")}",
            $"{SearchWords.Title(up)}: {Better(up, "↑", "↓")}", "",
            MoreIsBetter: across.Direction == Direction.HigherIsBetter)
        {
            Points = [.. Points(result, search, quality, cost)],
            Dots = [.. measured.Zip(first, (evaluation, isFirst) => new PlotDot(
                Value(search, evaluation.Values!, cost), Value(search, evaluation.Values!, quality),
                evaluation.IsOnFront, isFirst, SearchWords.Values(search, evaluation.Values!)))],
        };
    }

    private static IEnumerable<PlotPoint> Points(GateResult result, SearchSummary search, int quality, int cost)
    {
        if (search.Whole.Count == search.Objectives.Count)
            yield return Point(Whole, search.Whole, null, Anchors.Baseline);
        foreach (var evaluation in search.Measured)
        {
            foreach (var variant in result.Variants.Where(variant => evaluation.Variants.Contains(variant.Name)))
            {
                yield return Point(variant.Name, evaluation.Values!, variant.Verdict ?? Verdict.Invalid,
                    Anchors.Of(result, variant)) with { Picked = variant.Name == result.Pick?.Variant };
            }
        }

        PlotPoint Point(string name, IReadOnlyList<double> values, Verdict? verdict, string target) => new(
            name, Interval.Exact(Value(search, values, cost)), Interval.Exact(Value(search, values, quality)), verdict, target,
            $"{name}: {SearchWords.Values(search, values)}");
    }

    private static double Value(SearchSummary search, IReadOnlyList<double> values, int index) =>
        values[index] / SearchWords.Divisor(search.Objectives[index]);

    private static string Better(SearchObjective objective, string more, string less) =>
        objective.Direction == Direction.HigherIsBetter ? $"more is better {more}" : $"{less} less is better";

    private static Html HyperVolume(
        SearchSummary search, string by, string unit, Func<SearchEvaluation, int, double> across)
    {
        var curve = new StepCurves($"Hypervolume of what had been found, by {by}",
            [.. search.Evaluations.Select((evaluation, i) => (across(evaluation, i), evaluation.HyperVolume))], [])
        {
            Unit = unit,
            HoldsBetween = true,
        };
        return Html.Of($"<figure class=\"card\"><figcaption>Hypervolume <span class=\"note\">by {by}</span></figcaption>\n"
            + $"{curve.Draw()}</figure>\n");
    }
}
