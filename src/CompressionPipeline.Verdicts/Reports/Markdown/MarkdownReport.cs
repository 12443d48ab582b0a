using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>
/// <c>report.md</c>: the verdict in words, the table, why it did not pass, waivers, and, folded, the conditions. Also the body of a
/// pull-request comment: what matters most comes first, since a comment is cut; no text of an example is in it.
/// </summary>
public static class MarkdownReport
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.md";

    private const int MostVariants = 3;

    /// <summary>The report of a judged result.</summary>
    public static string Render(GateResult result)
    {
        var sweep = result.Variants.Count > MostVariants;
        var shown = Shown(result);
        var text = new StringBuilder();
        text.Append(Mark(result.Model)).Append('\n');
        text.Append($"## {Words.Icon(result.Verdict)} {Words.Verdict(result.Verdict)}: {MarkdownText.Escape(result.Model)}\n\n");
        text.Append(Opening(result));
        foreach (var variant in shown)
            text.Append(MarkdownVariant.Render(result, variant));
        if (shown.Count == 0)
            text.Append(MarkdownSweep.Table(result));
        text.Append(MarkdownMisses.Render(result)).Append(MarkdownWaivers.Render(result)).Append(MarkdownNoise.Render(result));
        if (sweep && shown.Count > 0)
            text.Append(MarkdownText.Folded($"All {result.Variants.Count} variants", MarkdownSweep.Table(result)));
        text.Append(MarkdownDetails.Render(result));
        if (result.Commands.Count > 0)
            text.Append("Reproduce:\n\n").Append(MarkdownText.Block(result.Commands));
        return text.ToString();
    }

    /// <summary>The hidden line by which a comment is found again.</summary>
    public static string Mark(string model) => $"<!-- compression-pipeline:{Uri.EscapeDataString(model)} -->";

    // Of a sweep only the picked variant is told in full; without a pick the table of all comes first.
    private static IReadOnlyList<ModelResult> Shown(GateResult result) => result.Variants.Count <= MostVariants
        ? result.Variants
        : [.. result.Variants.Where(variant => variant.Name == result.Pick?.Variant).Take(1)];

    internal static string Opening(GateResult result)
    {
        var text = new StringBuilder();
        if (result.Reason.Length > 0)
            text.Append($"{MarkdownText.Escape(result.Reason)}\n\n");
        if (result.Verdict == Verdict.Inconclusive && !result.Blocks)
            text.Append("INCONCLUSIVE does not stop a merge here: the recipe says so.\n\n");
        if (result.Pick is { } pick)
            text.Append(pick.Variant is { } variant
                ? $"Picked: **{MarkdownText.Escape(variant)}**. {MarkdownText.Escape(pick.Reason)}\n\n"
                : $"Picked: none. {MarkdownText.Escape(pick.Reason)}\n\n");
        return text.ToString();
    }
}
