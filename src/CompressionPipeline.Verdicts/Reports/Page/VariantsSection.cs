using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Each variant folded, with everything that is known of it; the picked or only one is open.</summary>
internal static class VariantsSection
{
    private const int MostWithExamples = 12;
    private const int MostWithEveryPhase = 24;

    public static Html Render(GateResult result)
    {
        var withTexts = result.Variants.Where(variant => variant.Examples.Count > 0)
            .OrderByDescending(variant => variant.Name == result.Pick?.Variant)
            .ThenByDescending(variant => variant.Frontier?.Speed == true)
            .Take(MostWithExamples).ToHashSet<ModelResult>(ReferenceEqualityComparer.Instance);
        return Html.Join(result.Variants.Select(variant => One(result, variant, withTexts.Contains(variant))));
    }

    private static Html One(GateResult result, ModelResult variant, bool withTexts)
    {
        var summary = Summary.Of(result.Baseline, variant);
        var open = result.Variants.Count == 1 || variant.Name == result.Pick?.Variant;
        return Html.Of($"""
            <details class="variant" id="{Anchors.Of(result, variant)}"{Html.When(open, () => Html.Of($" open"))}>
            <summary><span class="who">{Html.Name(variant.Name)}</span> <span class="note">{Words.Layers(variant)} layers</span>
            {Badges.Of(variant.Verdict ?? Verdict.Invalid)}</summary>
            <p>{Html.Name(summary.Why)}.</p>
            <dl class="facts"><div><dt>Gained</dt><dd>{summary.Gained}</dd></div>
            <div><dt>Lost</dt><dd>{summary.Lost}</dd></div>{Kept(variant)}</dl>
            {Html.When(variant.Errors.Count > 0, () => Errors(variant))}
            {Measures(result, variant)}
            {Budgets(variant)}
            {PruningCharts.Render(variant)}
            {LatencyCharts.Render(result.Task, variant, everyPhase: result.Variants.Count <= MostWithEveryPhase)}
            {ExamplesList.Render(result, variant, withTexts)}
            </details>

            """);
    }

    private static Html Errors(ModelResult variant) =>
        Html.Of($"<h3>Errors</h3><ul class=\"plain\">{variant.Errors.Select(one => Html.Of($"<li>{Html.Name(one)}</li>"))}</ul>");

    private static Html Kept(ModelResult variant) => Html.Of(
        $"{Fact("Kept layers", variant.Kept is { } layers ? Words.Kept(layers) : null)}"
        + $"{Fact("Kept pieces", variant.Vocabulary is { } pieces ? Words.Kept(pieces) : null)}");

    private static Html Fact(string name, string? value) =>
        Html.When(value is not null, () => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>"));

    private static Html Measures(GateResult result, ModelResult variant) => Html.Of($"<h3>Measures</h3>{HtmlTable.Render(
        $"Measures of {Words.Line(variant.Name)}",
        ["Measure", ">" + Words.Short(result.Baseline.Name, 32), ">" + Words.Short(variant.Name, 32), ">Change"],
        ReportRow.Of(result.Baseline, variant).Select(row =>
            (IReadOnlyList<Html>)[Html.Name(row.Metric), Html.Name(row.Baseline), Html.Name(row.Variant),
            Html.Name(row.Change)]))}");

    private static Html Budgets(ModelResult variant) =>
        Html.When(variant.Budgets.Count > 0, () => Html.Of($"<h3>Budgets</h3>{HtmlTable.Render(
        $"Budgets of {Words.Line(variant.Name)}", ["Budget", "Verdict", "Why"],
        variant.Budgets.Select(budget =>
            (IReadOnlyList<Html>)[Html.Name(Words.Budget(budget.Budget)), Badges.Of(budget), Html.Name(budget.Reason)]),
            "prose")}"));
}
