using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports;
using CompressionPipeline.Verdicts.Reports.Cards;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Cake.Compression;

/// <summary>Puts the reports of a result beside it.</summary>
internal static class ReportFolder
{
    public static void Write(string folder, GateResult result)
    {
        // A card of a variant that is no more must not stay behind.
        var cards = Path.Combine(folder, ModelCard.Folder);
        if (Directory.Exists(cards))
            Directory.Delete(cards, recursive: true);
        foreach (var file in ReportFiles.Of(result))
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.WriteText(path, file.Text);
        }
    }
}
