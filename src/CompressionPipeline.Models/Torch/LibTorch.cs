using System.Text.RegularExpressions;

namespace CompressionPipeline.Models.Torch;

/// <summary>The libtorch that this process has loaded; the binding's own version constant says another thing.</summary>
public static partial class LibTorch
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Version of the loaded library, for example <c>2.10.0</c>; null where none is loaded or nothing tells.</summary>
    public static string? Version() => Path() is { } path ? Version(path) : null;

    /// <summary>The loaded library, links resolved; null where none is loaded or nothing tells.</summary>
    public static string? Path() => File.Exists(Maps)
        ? File.ReadLines(Maps).Select(line => MappedFile().Match(line).Value).FirstOrDefault(path => path.Length > 0)
        : null;

    /// <summary>
    /// The version that a library's path tells: of a record in its folder (pytorch.org), or the package's (NuGet).
    /// </summary>
    /// <param name="path">Path of <c>libtorch_cpu</c>, links resolved.</param>
    public static string? Version(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetDirectoryName(path)) ?? "";
        return BuildVersion(folder)
            ?? (PackageVersion().Match(path) is { Success: true } package ? package.Groups[1].Value : null);
    }

    /// <summary>The version of an unpacked libtorch by its own record; null where it has none.</summary>
    internal static string? BuildVersion(string folder)
    {
        var record = System.IO.Path.Combine(folder, "build-version");
        return File.Exists(record) ? File.ReadAllText(record).Trim() : null;
    }

    [GeneratedRegex(@"/.*libtorch_cpu\.so.*$")]
    private static partial Regex MappedFile();

    [GeneratedRegex(@"libtorch-[^/\\]+[/\\](\d+(?:\.\d+)+)[/\\]")]
    private static partial Regex PackageVersion();
}
