using CompressionPipeline.Verdicts.Reports.Cards;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>A file of a report.</summary>
/// <param name="Path">Relative to the folder of <c>result.json</c>, with <c>/</c>.</param>
/// <param name="Text">Its content.</param>
public sealed record ReportFile(string Path, string Text);

/// <summary>Everything that is made from one <c>result.json</c>: the same result gives the same files.</summary>
public static class ReportFiles
{
    /// <summary><c>report.md</c>, <c>report.html</c> and a model card per variant.</summary>
    /// <param name="result">A judged result.</param>
    public static IReadOnlyList<ReportFile> Of(GateResult result) =>
    [
        new(MarkdownReport.FileName, MarkdownReport.Render(result)),
        new(HtmlReport.FileName, HtmlReport.Render(result)),
        .. result.Variants.Zip(FolderNames.Of([.. result.Variants.Select(variant => variant.Name)]))
            .Select(pair => new ReportFile($"{ModelCard.Folder}/{pair.Second}/{ModelCard.FileName}", ModelCard.Render(result, pair.First))),
    ];
}
