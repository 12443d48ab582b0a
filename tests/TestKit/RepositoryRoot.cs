namespace TestKit;

/// <summary>The folder of the solution: tests read the recipes, schemas and sources that a newcomer reads.</summary>
public static class RepositoryRoot
{
    /// <summary>Absolute path of the folder that holds CompressionPipeline.sln, found upwards of the running test.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    /// <summary>The absolute path of a file or folder of the repository.</summary>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>The path on this machine behind a source path as the compiler embeds it (<c>/_/tests/…</c>, see
    /// PathMap).</summary>
    public static string Unmap(string sourcePath)
    {
        const string mapped = "/_/";
        return sourcePath.StartsWith(mapped, StringComparison.Ordinal) ? Combine(sourcePath[mapped.Length..]) : sourcePath;
    }

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CompressionPipeline.sln")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"CompressionPipeline.sln lies in no folder above {start}.");
    }
}
