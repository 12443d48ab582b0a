using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>What made the machine noisy, each remark once with the variants it is about.</summary>
internal static class MarkdownNoise
{
    public static string Render(GateResult result) => Remarks(result) is { Length: > 0 } remarks ? $"### The machine was noisy\n\n{remarks}\n" : "";

    public static string Remarks(GateResult result)
    {
        var remarks = result.Variants
            .SelectMany(variant => (variant.Benchmark?.Noise ?? []).Select(remark => (remark, variant.Name)))
            .GroupBy(pair => pair.remark, pair => pair.Name)
            .Select(same => $"- {MarkdownText.Escape(same.Key)} ({MarkdownText.Escape(Listing.Of([.. same]))})\n").ToList();
        return string.Concat(remarks);
    }
}
