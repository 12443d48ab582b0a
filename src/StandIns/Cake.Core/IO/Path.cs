namespace Cake.Core.IO;

public abstract class Path
{
    protected Path(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (string.IsNullOrWhiteSpace(path))
            throw new ArgumentException("Path cannot be empty.", nameof(path));
        var full = path.Replace('\\', '/').Trim();
        while (full.StartsWith("./", StringComparison.Ordinal))
            full = full[2..];
        FullPath = full.Length > 1 && !full.EndsWith(":/", StringComparison.Ordinal) ? full.TrimEnd('/') : full;
    }

    public string FullPath { get; }

    public bool IsRelative => !System.IO.Path.IsPathRooted(FullPath);

    public string[] Segments => FullPath.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => FullPath;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(FullPath);

    public override bool Equals(object obj) => obj is Path other && other.GetType() == GetType() && other.FullPath == FullPath;

    private protected string Under(DirectoryPath parent) =>
        IsRelative ? System.IO.Path.Combine(parent.FullPath, FullPath) : FullPath;

    private protected static string Collapsed(string path) => System.IO.Path.GetFullPath(path);
}

public sealed class DirectoryPath(string path) : Path(path)
{
    public string GetDirectoryName() => Segments.LastOrDefault() ?? FullPath;

    public DirectoryPath GetParent() => System.IO.Path.GetDirectoryName(FullPath) is { Length: > 0 } parent ? new(parent) : null;

    public FilePath CombineWithFilePath(FilePath path) => new(path.IsRelative
        ? System.IO.Path.Combine(FullPath, path.FullPath)
        : throw new InvalidOperationException("Cannot combine a directory path with an absolute file path."));

    public DirectoryPath Combine(DirectoryPath path) => new(System.IO.Path.Combine(FullPath, path.FullPath));

    public DirectoryPath MakeAbsolute(DirectoryPath path) => path.IsRelative
        ? throw new CakeException("The provided path cannot be relative.")
        : new(Collapsed(Under(path)));

    public DirectoryPath MakeAbsolute(ICakeEnvironment environment) => MakeAbsolute(environment.WorkingDirectory);

    public static DirectoryPath FromString(string path) => new(path);

    public static implicit operator DirectoryPath(string path) => path is null ? null : FromString(path);
}

public sealed class FilePath(string path) : Path(path)
{
    public DirectoryPath GetDirectory() => new(System.IO.Path.GetDirectoryName(FullPath) is { Length: > 0 } folder ? folder : "./");

    public FilePath GetFilename() => new(System.IO.Path.GetFileName(FullPath));

    public string GetExtension() => System.IO.Path.GetExtension(FullPath) is { Length: > 0 } extension ? extension : null;

    public FilePath MakeAbsolute(DirectoryPath path) => path.IsRelative
        ? throw new InvalidOperationException("Cannot make a file path absolute with a relative directory path.")
        : new(Collapsed(Under(path)));

    public FilePath MakeAbsolute(ICakeEnvironment environment) => MakeAbsolute(environment.WorkingDirectory);

    public static FilePath FromString(string path) => new(path);

    public static implicit operator FilePath(string path) => path is null ? null : FromString(path);
}
