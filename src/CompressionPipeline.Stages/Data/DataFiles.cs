using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Data;

/// <summary>The files that the paths of a data section stand for.</summary>
internal static class DataFiles
{
    /// <summary>In the order of the paths. A name is there where a pattern has found the file: its path below the pattern's
    /// folder.</summary>
    /// <exception cref="PipelineException">A file is missing, or a pattern has none.</exception>
    public static IEnumerable<(string Path, string? Name)> Of(DataOptions options) => options.Paths.SelectMany(Of);

    private static IEnumerable<(string Path, string? Name)> Of(string path)
    {
        if (File.Exists(path))
            return [(path, null)];
        if (!FilePattern.Is(path))
            throw new PipelineException($"{path} does not exist. Fix the path in the data section.");
        var files = FilePattern.Files(path);
        return files.Count > 0
            ? files.Select(file => (file.Path, (string?)file.Name))
            : throw new PipelineException(
                $"{path} stands for no file. Fix the pattern in the data section: * is any part of a name, ** any folders.");
    }
}
