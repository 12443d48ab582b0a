using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>One variant: its verdict, what was gained and lost, and its table.</summary>
internal static class MarkdownVariant
{
    public static string Render(GateResult result, ModelResult variant)
    {
        var summary = Summary.Of(result.Base, variant);
        var name = MarkdownText.Escape(variant.Name);
        return $"**{name}** {MarkdownWords.Verdict(variant.Verdict ?? Verdict.Invalid)}: {MarkdownText.Escape(summary.Why)}.\n"
            + $"- gained: {MarkdownText.Escape(summary.Gained)}\n- lost: {MarkdownText.Escape(summary.Lost)}\n\n"
            + MarkdownText.Table(
                [name, $">{MarkdownText.Escape(result.Base.Name)} ({Words.Layers(result.Base)} layers)", $">{name} ({Words.Layers(variant)} layers)", "change [interval]", "budget", "verdict"],
                ReportRow.Of(result.Base, variant).Select(row => (IReadOnlyList<string>)
                    [row.Measure, row.Base, row.Candidate, row.Change, row.Budgets, row.Verdict is { } verdict ? MarkdownWords.Verdict(verdict) : ""]));
    }
}
