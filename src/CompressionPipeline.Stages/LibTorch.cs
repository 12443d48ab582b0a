using System.Text.RegularExpressions;

namespace CompressionPipeline.Stages;

/// <summary>The libtorch that this process has loaded; the binding's own version constant says another thing.</summary>
public static partial class LibTorch
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Version of the loaded library, for example <c>2.10.0</c>; null where none is loaded or nothing tells.</summary>
    public static string? Version() => File.Exists(Maps)
        ? File.ReadLines(Maps).Select(line => MappedFile().Match(line).Value).FirstOrDefault(path => path.Length > 0) is { } path ? Version(path) : null
        : null;

    /// <summary>What a library's place says of its version: the file's name (Debian), a record beside it (pytorch.org) or the package's folder (NuGet).</summary>
    /// <param name="path">Path of <c>libtorch_cpu</c>, links resolved.</param>
    public static string? Version(string path)
    {
        var record = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(path)) ?? "", "build-version");
        return SonameVersion().Match(path) is { Success: true } soname ? soname.Groups[1].Value
            : File.Exists(record) ? File.ReadAllText(record).Trim()
            : PackageVersion().Match(path) is { Success: true } package ? package.Groups[1].Value
            : null;
    }

    [GeneratedRegex(@"/.*libtorch_cpu\.so.*$")]
    private static partial Regex MappedFile();

    [GeneratedRegex(@"libtorch_cpu\.so\.(\d+[\d.]*)")]
    private static partial Regex SonameVersion();

    [GeneratedRegex(@"libtorch-[^/\\]+[/\\](\d+(?:\.\d+)+)[/\\]")]
    private static partial Regex PackageVersion();
}
