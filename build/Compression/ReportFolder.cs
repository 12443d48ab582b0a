using CompressionPipeline.Core;
using CompressionPipeline.Stages.Reports;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Build.Compression;

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
