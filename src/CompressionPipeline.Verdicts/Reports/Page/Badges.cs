using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Verdicts in a shape, a word and a colour.</summary>
internal static class Badges
{
    public static Html Of(Verdict verdict) =>
        Html.Of($"<span class=\"badge {Marker.Class(verdict)}\">{Marker.Icon(verdict)}{Words.Verdict(verdict)}</span>");

    public static Html Of(BudgetResult budget) => budget.Counted == budget.Verdict
        ? Of(budget.Verdict)
        : Html.Of($"{Of(budget.Verdict)} <span class=\"note\">waived</span>");
}
