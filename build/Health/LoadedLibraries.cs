namespace CompressionPipeline.Build.Health;

/// <summary>The native libraries this process has mapped.</summary>
internal static class LoadedLibraries
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Absolute paths, links resolved; empty where the system does not say.</summary>
    public static IReadOnlyList<string> Paths() => File.Exists(Maps) ? Parse(File.ReadLines(Maps)) : [];

    /// <summary>The mapped files of <c>/proc/&lt;pid&gt;/maps</c>, each once.</summary>
    internal static IReadOnlyList<string> Parse(IEnumerable<string> maps) =>
        [.. maps.Select(line => line.IndexOf('/') is >= 0 and var start ? line[start..] : "").Where(path => path.Length > 0).Distinct()];
}
