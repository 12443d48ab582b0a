using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>What made the machine noisy, each remark once.</summary>
internal static class NoiseSection
{
    public static Html Render(GateResult result)
    {
        var remarks = result.Variants
            .SelectMany(variant => (variant.Benchmark?.Noise ?? []).Select(remark => (remark, variant.Name)))
            .GroupBy(pair => pair.remark, pair => pair.Name)
            .Select(same => Html.Of($"<li>{Html.Name(same.Key)} <span class=\"note\">({Html.Name(Listing.Of([.. same]))})</span></li>\n")).ToList();
        return Html.When(remarks.Count > 0, () => Html.Of($"<ul class=\"plain\">{remarks}</ul>"));
    }
}
