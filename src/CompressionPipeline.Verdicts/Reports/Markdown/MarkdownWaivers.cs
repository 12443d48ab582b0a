using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>Every waiver of the manifest, whether it was needed or not: nobody waives in silence.</summary>
internal static class MarkdownWaivers
{
    public static string Render(GateResult result) => Table(result) is { Length: > 0 } table ? "### Waivers\n\n" + table : "";

    public static string Table(GateResult result)
    {
        var waivers = WaiverWords.Of(result);
        return waivers.Count == 0 ? "" : MarkdownText.Table(
            ["budget", "variant", "reason", "by", "state"],
            waivers.Select(waiver => (IReadOnlyList<string>)
            [
                MarkdownText.Escape(waiver.Covers),
                MarkdownText.Escape(WaiverWords.Scope(waiver.Waiver)),
                MarkdownText.Escape(waiver.Waiver.Reason),
                MarkdownText.Escape(waiver.Waiver.By ?? Words.Missing),
                (waiver.Waiver.Expired ? "⛔ " : "⏳ ") + MarkdownText.Escape(waiver.Effect),
            ]));
    }
}
