using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Reports;

/// <summary>What made the machine noisy, each remark once with the variants it is about.</summary>
internal static class MarkdownNoise
{
    public static string Render(GateResult result)
    {
        var remarks = result.Variants
            .SelectMany(variant => (variant.Benchmark?.Noise ?? []).Select(remark => (remark, variant.Name)))
            .GroupBy(pair => pair.remark, pair => pair.Name)
            .Select(same => $"- {MarkdownText.Escape(same.Key)} ({MarkdownText.Escape(Listing.Of([.. same]))})\n").ToList();
        return remarks.Count == 0 ? "" : $"### The machine was noisy\n\n{string.Concat(remarks)}\n";
    }
}
