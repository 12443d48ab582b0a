using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>The change of each ROUGE measure, a chart each.</summary>
internal static class QualitySection
{
    public static Html Render(GateResult result) => Charts.Render(
        "Points gained or lost, with the interval of the difference on the same examples; dashed lines are limits.",
        result.Variants.Count,
        from measure in result.Variants.SelectMany(variant => variant.Rouge.Keys).Distinct()
        let rows = Rows(result, measure)
        where rows.Count > 0
        select (Words.Measure(measure), new IntervalBars($"Change of {Words.Measure(measure)} per variant, in points", 0, "") { Rows = rows, Limits = BudgetLimits.Change(result, measure) }));

    private static List<BarRow> Rows(GateResult result, string measure) =>
    [
        .. from variant in result.Variants
           let change = variant.Rouge.GetValueOrDefault(measure)?.Change
           where change is { } interval && double.IsFinite(interval.Value)
           select new BarRow(variant.Name, Span.Of(change.Value), Words.Change(change), variant.Verdict),
    ];
}
