using System.IO.Enumeration;

namespace CompressionPipeline.Core;

/// <summary>
/// Paths with <c>*</c> for any part of a name, <c>?</c> for a character and <c>**</c> for any folders, none among them.
/// </summary>
public static class FilePattern
{
    private const string Wild = "*?";

    /// <summary>Whether a path stands for more than the file of that name.</summary>
    public static bool Is(string path) => path.AsSpan().ContainsAny(Wild) && !File.Exists(path);

    /// <summary>
    /// The files, each with its path below the folder before the first of these; in ordinal order of that. Hidden ones are left
    /// out.
    /// </summary>
    /// <param name="pattern">A path with <c>*</c> or <c>?</c>.</param>
    public static IReadOnlyList<(string Path, string Name)> Files(string pattern)
    {
        var full = Path.GetFullPath(pattern);
        var folder = Path.GetDirectoryName(full[..full.AsSpan().IndexOfAny(Wild)] + "*")!;
        var below = Path.GetRelativePath(folder, full).Replace('\\', '/');
        var isDeep = below.Contains('/') || below == "**";
        if (!Directory.Exists(folder))
            return [];
        return
        [
            .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = isDeep })
                .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
                .Where(file => Matches(file.Name, below))
                .OrderBy(file => file.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a path is one that a pattern stands for.</summary>
    /// <param name="path">Relative, with <c>/</c>.</param>
    /// <param name="pattern">Likewise.</param>
    public static bool Matches(string path, string pattern) => Matches(path.Split('/').AsSpan(), pattern.Split('/').AsSpan());

    private static bool Matches(ReadOnlySpan<string> path, ReadOnlySpan<string> pattern) =>
        pattern.IsEmpty ? path.IsEmpty
        : pattern[0] == "**" ? Matches(path, pattern[1..]) || (!path.IsEmpty && Matches(path[1..], pattern))
        : !path.IsEmpty && FileSystemName.MatchesSimpleExpression(pattern[0], path[0], ignoreCase: false)
            && Matches(path[1..], pattern[1..]);
}
