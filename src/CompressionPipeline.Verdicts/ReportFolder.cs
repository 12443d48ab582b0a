using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Cards;
using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Reports.Page;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts;

/// <summary>A file of a report.</summary>
/// <param name="Path">Relative to the folder of <c>result.json</c>, with <c>/</c>.</param>
/// <param name="Text">Its content.</param>
public sealed record ReportFile(string Path, string Text);

/// <summary>Everything that is made from one <c>result.json</c>: the same result gives the same files.</summary>
public static class ReportFolder
{
    /// <summary><c>report.md</c>, <c>report.html</c> and a model card per variant.</summary>
    /// <param name="result">A judged result.</param>
    public static IReadOnlyList<ReportFile> Files(GateResult result) =>
    [
        new(MarkdownReport.FileName, MarkdownReport.Render(result)),
        new(HtmlReport.FileName, HtmlReport.Render(result)),
        .. result.Variants.Zip(FolderNames.Of([.. result.Variants.Select(variant => variant.Name)]))
            .Select(pair =>
                new ReportFile($"{ModelCard.Folder}/{pair.Second}/{ModelCard.FileName}", ModelCard.Render(result, pair.First))),
    ];

    /// <summary>Writes these files. The card of a variant that is no more is removed.</summary>
    /// <exception cref="PipelineException">The disk is full or the folder cannot be written.</exception>
    public static void Write(string folder, GateResult result) => OutputFolder.Write(folder, () =>
    {
        var cards = Path.Combine(folder, ModelCard.Folder);
        if (Directory.Exists(cards))
            Directory.Delete(cards, recursive: true);
        foreach (var file in Files(result))
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.WriteText(path, file.Text);
        }
    });
}
