using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>A result in sections, the most important first.</summary>
public static class ReportSections
{
    private const int MostVariants = 3;
    private const int ImportanceOfVerdict = 90, ImportanceOfMisses = 85, ImportanceOfTables = 70, ImportanceOfDetails = 40;

    /// <summary>The sections of a judged result, verdict and table first; each title after the first begins with the model's
    /// name.</summary>
    public static IReadOnlyList<ReportSection> Of(GateResult result) =>
        [.. Parts(result).Select((part, place) => place == 0 ? part : part with { Title = $"{result.Model}: {part.Title}" })];

    /// <summary>A line per result: its verdict, its best figures, why.</summary>
    /// <param name="results">Judged results; the worst verdict comes first.</param>
    public static string Overview(IEnumerable<GateResult> results) => MarkdownTables.Overview(
        [.. results], result => result.Pick?.Variant is null ? Shown(result) : Picked(result));

    /// <summary>What changed since another result of the same model, variant by variant.</summary>
    /// <param name="result">The result.</param>
    /// <param name="before">The other.</param>
    public static ReportSection Changes(GateResult result, GateResult before) => new(
        $"{result.Model}: against the merge base", MarkdownChanges.Table(result, before),
            ImportanceOfVerdict - 8) { CutAtLines = true };

    /// <summary>The same with titles that name no model. What passed is less important than what did not.</summary>
    internal static IReadOnlyList<ReportSection> Parts(GateResult result)
    {
        var less = result.Verdict == Verdict.Pass ? 10 : 0;
        var picked = result.Pick?.Variant is not null;
        var models = result.Variants.Count > MostVariants ? MarkdownTables.Models(result) : "";
        var noise = NoiseRemark.Of(result);
        List<ReportSection> parts =
        [
            new($"{MarkdownTables.Verdict(result.Verdict)}: {result.Model}", Opening(result), ImportanceOfVerdict),
            new("Why it did not pass", MarkdownMisses.Decisive(result), ImportanceOfMisses) { CutAtLines = true },
            new("All variants", models, ImportanceOfTables) { Folded = picked, CutAtLines = true },
            new("Why other variants did not pass", MarkdownMisses.Others(result), ImportanceOfDetails
                + 10) { Folded = true, CutAtLines = true },
            new("Waivers", MarkdownTables.Waivers(result), ImportanceOfDetails + 20) { CutAtLines = true },
            new("The machine was noisy", MarkdownTables.Noise(noise), ImportanceOfDetails + 5)
                { Folded = noise.Count > NoiseRemark.Open, CutAtLines = true },
            new("What the search found", MarkdownSearch.Section(result), ImportanceOfDetails + 2) { Folded = true },
            .. MarkdownDetails.Parts(result)
                .Select((part, place) =>
                    new ReportSection(part.Title, part.Content, ImportanceOfDetails - place) { Folded = true }),
        ];
        return [.. parts.Where(part => part.Markdown.Length > 0)
            .Select(part => part with { Importance = part.Importance - less })];
    }

    private static string Opening(GateResult result)
    {
        var opening = new List<string>();
        if (result.Reason.Length > 0)
            opening.Add(MarkdownText.Escape(result.Reason));
        if (result.Verdict == Verdict.Inconclusive && !result.Blocks)
            opening.Add("INCONCLUSIVE does not stop a merge here: the recipe says so.");
        if (result.Pick is { } pick)
            opening.Add(pick.Variant is { } variant
                ? $"Picked: **{MarkdownText.Escape(variant)}**. {MarkdownText.Escape(pick.Reason)}"
                : $"Picked: none. {MarkdownText.Escape(pick.Reason)}");
        return string.Concat(opening.Select(line => line + "\n\n"))
            + string.Concat(Shown(result).Select(variant => MarkdownTables.Variant(result, variant)));
    }

    // Of a sweep only the picked variant is told in full; without a pick the table of all comes first.
    private static IReadOnlyList<ModelResult> Shown(GateResult result) =>
        result.Variants.Count <= MostVariants ? result.Variants : Picked(result);

    private static IReadOnlyList<ModelResult> Picked(GateResult result) =>
        [.. result.Variants.Where(variant => variant.Name == result.Pick?.Variant).Take(1)];
}
