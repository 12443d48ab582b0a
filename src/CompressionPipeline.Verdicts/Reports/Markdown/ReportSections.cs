using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>A result in sections, the most important first: what <c>report.md</c> says, for bodies that have to fit somewhere.</summary>
public static class ReportSections
{
    private const int MostVariants = 3;
    private const int ImportanceOfVerdict = 90, ImportanceOfMisses = 85, ImportanceOfTables = 70, ImportanceOfDetails = 40;

    /// <summary>The sections of a judged result, verdict and table first. What passed is less important than what did not.</summary>
    public static IReadOnlyList<ReportSection> Of(GateResult result)
    {
        var less = result.Verdict == Verdict.Pass ? 10 : 0;
        var sections = new List<ReportSection>
        {
            new($"{Words.Icon(result.Verdict)} {Words.Verdict(result.Verdict)}: {result.Model}", Opening(result), ImportanceOfVerdict - less),
            new(Title(result, MarkdownMisses.Title), MarkdownMisses.Decisive(result), ImportanceOfMisses - less) { CutAtLines = true },
            new(Title(result, "All variants"), result.Variants.Count > MostVariants ? MarkdownSweep.Table(result) : "", ImportanceOfTables - less)
                { Folded = result.Pick?.Variant is not null, CutAtLines = true },
            new(Title(result, MarkdownMisses.TitleOfOthers), MarkdownMisses.Others(result), ImportanceOfDetails + 10 - less) { Folded = true, CutAtLines = true },
            new(Title(result, "Waivers"), MarkdownWaivers.Table(result), ImportanceOfDetails + 20 - less) { CutAtLines = true },
            new(Title(result, "The machine was noisy"), MarkdownNoise.Remarks(result), ImportanceOfDetails + 5 - less) { CutAtLines = true },
        };
        sections.AddRange(MarkdownDetails.Parts(result).Append(("Commands that repeat it", result.Commands.Count == 0 ? "" : MarkdownText.Block(result.Commands)))
            .Select((part, place) => new ReportSection(Title(result, part.Item1), part.Item2, ImportanceOfDetails - less - place) { Folded = true }));
        return [.. sections.Where(section => section.Markdown.Length > 0)];
    }

    /// <summary>A line per result: its verdict, its best figures, why.</summary>
    /// <param name="results">Judged results; the worst verdict comes first.</param>
    public static string Overview(IEnumerable<GateResult> results) => MarkdownText.Table(
        ["model", "verdict", "variant", "ROUGE-2", "speedup", "parameters", "why"],
        results.OrderByDescending(result => result.Blocks).ThenByDescending(result => result.Verdict).SelectMany(Rows));

    /// <summary>What changed since another result of the same model, variant by variant.</summary>
    /// <param name="result">The result.</param>
    /// <param name="baseline">The other.</param>
    public static ReportSection Changes(GateResult result, GateResult baseline) => new(
        Title(result, "against the merge base"), MarkdownChanges.Table(result, baseline), ImportanceOfVerdict - 8) { CutAtLines = true };

    private static string Title(GateResult result, string title) => $"{result.Model}: {title}";

    private static string Opening(GateResult result) => MarkdownReport.Opening(result) + string.Concat(Shown(result).Select(variant => MarkdownVariant.Render(result, variant)));

    private static IEnumerable<ModelResult> Shown(GateResult result) =>
        result.Variants.Count <= MostVariants ? result.Variants : result.Variants.Where(variant => variant.Name == result.Pick?.Variant).Take(1);

    private static IEnumerable<IReadOnlyList<string>> Rows(GateResult result)
    {
        var picked = result.Pick?.Variant;
        var told = picked is null && result.Variants.Count > MostVariants ? [] : result.Variants.Where(variant => picked is null || variant.Name == picked).ToList();
        if (told.Count == 0)
            return [[MarkdownText.Escape(result.Model), MarkdownWords.Verdict(result.Verdict), "", "", "", "", MarkdownText.Escape(result.Reason)]];
        return told.Select(variant => (IReadOnlyList<string>)
        [
            MarkdownText.Escape(result.Model),
            MarkdownWords.Verdict(variant.Verdict ?? Verdict.Invalid),
            MarkdownText.Escape(variant.Name),
            Words.Change(variant.Rouge.GetValueOrDefault(Sweep.Quality)?.Change),
            Words.Speedup(variant.Speed.FirstOrDefault(cell => cell.Phase == Phase.Total)?.Speedup),
            Words.Percent(result.Base.Parameters, variant.Parameters),
            MarkdownText.Escape(Summary.Of(result.Base, variant).Why),
        ]);
    }
}
