using Microsoft.Extensions.FileSystemGlobbing;

namespace CompressionPipeline.Core;

/// <summary>Files that a path with <c>*</c> or <c>**</c> stands for.</summary>
public static class FilePattern
{
    /// <summary>Whether a path stands for more than the file of that name.</summary>
    public static bool Is(string path) => path.Contains('*', StringComparison.Ordinal) && !File.Exists(path);

    /// <summary>The files, each with its path below the folder before the first <c>*</c>; in ordinal order of that.</summary>
    /// <param name="pattern">A path with <c>*</c>.</param>
    public static IReadOnlyList<(string Path, string Name)> Files(string pattern)
    {
        var before = pattern[..pattern.IndexOf('*', StringComparison.Ordinal)];
        var folder = Path.GetDirectoryName(before) is { Length: > 0 } named ? named : Path.GetPathRoot(before) ?? "";
        folder = Path.GetFullPath(folder.Length > 0 ? folder : ".");
        var rest = Path.GetRelativePath(folder, Path.GetFullPath(pattern)).Replace('\\', '/');
        return
        [
            .. new Matcher(StringComparison.Ordinal).AddInclude(rest).GetResultsInFullPath(folder)
                .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
                .OrderBy(file => file.Name, StringComparer.Ordinal),
        ];
    }
}
