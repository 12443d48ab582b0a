using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

// Errors and budgets that did not hold, a card per variant, with the place where they are written and what to do next.
internal static class MissesSection
{
    private const int Open = 6;

    /// <summary>What decided the verdict: the picked variant's misses, or everyone's where nothing is picked.</summary>
    public static Html Render(GateResult result)
    {
        var (decisive, others) = (Of(result, picked: true), Of(result, picked: false));
        var who = result.Pick?.Variant is null ? "more variants" : "other variants";
        return Html.Join(
        [
            Cards(result, decisive.Take(Open)),
            Folded(result, [.. decisive.Skip(Open)], "more variants"),
            Folded(result, others, who),
            Next(decisive),
        ]);
    }

    public static string Title(GateResult result) =>
        result.Verdict == Verdict.Pass ? "What other variants missed" : "Why it did not pass";

    private static List<ModelResult> Of(GateResult result, bool picked) =>
    [
        .. result.Variants.Where(variant => (variant.Errors.Count > 0 || Missed(variant).Any())
            && (result.Pick?.Variant is null || variant.Name == result.Pick.Variant) == picked),
    ];

    private static IEnumerable<BudgetResult> Missed(ModelResult variant) =>
        variant.Budgets.Where(budget => budget.Counted != Verdict.Pass).OrderByDescending(budget => budget.Counted);

    private static Html Folded(GateResult result, List<ModelResult> variants, string who) =>
        Html.When(variants.Count > 0, () =>
            Html.Of($"<details><summary>{variants.Count} {who} did not pass</summary>{Cards(result, variants)}</details>"));

    private static Html Cards(GateResult result, IEnumerable<ModelResult> variants) =>
        Html.When(variants.Any(), () =>
            Html.Of($"<ul class=\"misses\">{variants.Select(variant => Card(result, variant))}</ul>"));

    private static Html Card(GateResult result, ModelResult variant)
    {
        var verdict = variant.Verdict ?? Verdict.Invalid;
        // One error makes every budget invalid: the error is the reason.
        var lines = variant.Errors.Count > 0 ? variant.Errors.Select(error => Html.Of($"<li>{Html.Name(error)}</li>"))
            : Missed(variant).Select(Line);
        return Html.Of($"<li class=\"{Marker.Class(verdict)}\"><p>{Badges.Of(verdict)} <a "
            + $"href=\"#{Anchors.Of(result, variant)}\">{Html.Name(variant.Name)}</a></p><ul>{lines}</ul></li>\n");
    }

    private static Html Line(BudgetResult budget)
    {
        var place = budget.Budget.Location is { } location ? Html.Of($" <code>{location.ToString()}</code>") : Html.None;
        return Html.Of($"<li><strong>{Words.Budget(budget.Budget)}</strong>{place}<br>{Html.Name(budget.Reason)}</li>");
    }

    private static Html Next(IReadOnlyList<ModelResult> variants)
    {
        var advice = variants.Where(variant => variant.Errors.Count == 0).SelectMany(Missed)
            .GroupBy(budget => BudgetWords.Next(budget), budget => budget.Counted)
            .Select(same => Html.Of($"<li>{Badges.Of(same.First())} {same.Key}</li>")).ToList();
        return Html.When(advice.Count > 0, () => Html.Of($"<h3>What to do</h3><ul class=\"advice\">{advice}</ul>"));
    }
}
