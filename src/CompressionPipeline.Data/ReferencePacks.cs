using System.Runtime.InteropServices;
using CompressionPipeline.Core;

namespace CompressionPipeline.Data;

/// <summary>Finds the documentation XML beside the reference assemblies of the running .NET.</summary>
internal static class ReferencePacks
{
    private static readonly string Framework = $"net{Environment.Version.Major}.{Environment.Version.Minor}";

    /// <summary>The files of the first .NET folder that has any.</summary>
    public static IReadOnlyList<string> OfThisSdk() => Find(DotnetRoots());

    public static IReadOnlyList<string> Find(IEnumerable<string> roots)
    {
        var tried = roots.Distinct().ToArray();
        var packs = string.Join(" or ", tried.Select(root => Path.Combine(root, "packs")));
        return tried.Select(Under).FirstOrDefault(files => files.Length > 0) ?? throw new PipelineException(
            $"There is no documentation for {Framework} under {packs}. " +
            "The data source 'dotnet-docs' reads the .NET SDK's reference packs: install the SDK (a runtime alone has none), " +
            "set DOTNET_ROOT to its folder, or name another data source in the manifest.");
    }

    // Of each pack the newest version of this framework: a second SDK beside this one changes nothing.
    private static string[] Under(string root)
    {
        var packs = Path.Combine(root, "packs");
        if (!Directory.Exists(packs))
            return [];
        return Directory.EnumerateDirectories(packs)
            .Select(pack => Directory.EnumerateDirectories(pack)
                .Select(version => Path.Combine(version, "ref", Framework))
                .Where(Directory.Exists)
                .MaxBy(VersionOf))
            .OfType<string>()
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.xml"))
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    private static Version VersionOf(string folder)
    {
        var name = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(folder)))!;
        return Version.TryParse(name.Split('-')[0], out var version) ? version : new();
    }

    private static IEnumerable<string> DotnetRoots()
    {
        // <root>/shared/Microsoft.NETCore.App/<version>/ is where the running host took its libraries from.
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return Path.GetFullPath(root);
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var host = new FileInfo(Path.Combine(folder, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
            if (host.Exists)
                yield return (host.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? host).DirectoryName ?? folder;
        }
    }
}
