using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Manifest.Yaml;

// Files that a manifest names, relative to its own folder; below the working folder they are shown relative to that.
internal sealed class ManifestFolder(string manifestPath, string? workingFolder, Errors errors)
{
    private readonly string folder = Path.GetDirectoryName(manifestPath) ?? "";

    public string Absolute(string name) => Path.GetFullPath(Path.Combine(folder, name));

    /// <summary>The path as a person in the working folder would type it, where the file lies below.</summary>
    public string Shown(string path) =>
        workingFolder is not null && Path.GetRelativePath(workingFolder, path) is var relative
            && !relative.StartsWith("..", StringComparison.Ordinal) ? relative : path;

    // The absolute path, or null where there is no such file; then the error says what lies there instead, and how to make it.
    public string? File(YamlNode? node, string what, bool orPattern = false, string orMake = "")
    {
        if (node is not YamlScalar { IsNull: false, Text: var name })
            return null;
        var path = Absolute(name);
        if (System.IO.File.Exists(path) || (orPattern && FilePattern.Is(path) && FilePattern.Files(path).Count > 0))
            return path;
        errors.Add(node.Location, node.Path, $"there is no {what} at {Shown(path)}; {Neighbours(path)}{orMake}");
        return null;
    }

    /// <summary>The absolute path, or null where there is no such folder.</summary>
    public string? Folder(YamlNode? node, string what)
    {
        if (node is not YamlScalar { IsNull: false, Text: var name })
            return null;
        var path = Absolute(name);
        if (Directory.Exists(path))
            return path;
        errors.Add(node.Location, node.Path,
            $"there is no {what} at {Shown(path)}; the path is relative to the manifest's folder");
        return null;
    }

    private static string Neighbours(string path)
    {
        var parent = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(parent))
            return "the path is relative to the manifest's folder";
        var names = Directory.EnumerateFiles(parent, "*" + Path.GetExtension(path))
            .Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
        return names.ToList() is { Count: > 0 } found
            ? NearestKey.Hint(Path.GetFileName(path), found, "that folder has")
            : "the path is relative to the manifest's folder";
    }
}
