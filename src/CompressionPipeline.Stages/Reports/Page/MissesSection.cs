using CompressionPipeline.Core;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Reports.Page;

/// <summary>Faults and budgets that did not hold, the picked variant's first, with the place where they are written and what to do next.</summary>
internal static class MissesSection
{
    private const int Open = 12;

    public static Html Render(GateResult result)
    {
        var misses = result.Variants
            .OrderByDescending(variant => variant.Name == result.Pick?.Variant)
            .SelectMany(variant => Of(result, variant)).ToList();
        if (misses.Count == 0)
            return Html.None;
        var rest = misses.Skip(Open).ToList();
        return Html.Of($"""
            <ul class="misses">{misses.Take(Open)}</ul>
            {Html.When(rest.Count > 0, () => Html.Of($"<details><summary>{rest.Count} more</summary><ul class=\"misses\">{rest}</ul></details>"))}
            """);
    }

    private static IEnumerable<Html> Of(GateResult result, ModelResult variant)
    {
        var link = Html.Of($"<a href=\"#{Anchors.Of(result, variant)}\">{Html.Name(variant.Name)}</a>");
        foreach (var fault in variant.Faults)
            yield return Html.Of($"<li class=\"invalid\"><p>{Badges.Of(Verdict.Invalid)} {link}</p><p>{Html.Name(fault)}</p></li>\n");
        foreach (var budget in variant.Budgets.Where(budget => budget.Counted != Verdict.Pass).OrderByDescending(budget => budget.Counted))
            yield return Html.Of($"""
                <li class="{Drawing.Marker.Class(budget.Verdict)}"><p>{Badges.Of(budget)} {link} <span class="note">{Words.Budget(budget.Budget)}</span></p>
                <p>{Html.Name(BudgetWords.Reason(budget))}</p>
                <p class="note">{BudgetWords.Next(budget)}{Place(budget)}</p></li>

                """);
    }

    private static Html Place(BudgetResult budget) =>
        Html.When(budget.Budget.Location is not null, () => Html.Of($" Written in <code>{budget.Budget.Location!.ToString()}</code>."));
}
