namespace TestKit;

/// <summary>An empty folder that is gone when the test ends, or with the program where all of its tests share it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public TemporaryFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        try
        {
            Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A process of the tests may still write there.
        }
    };

    /// <summary>Absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("compression-pipeline-").FullName;

    /// <summary>The absolute path of a file or folder in it, which need not exist.</summary>
    public string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a text file, its folders included, and returns its absolute path.</summary>
    public string Write(string name, string text)
    {
        var path = File(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Makes a folder and returns its absolute path.</summary>
    public string Folder(params string[] parts) => Directory.CreateDirectory(File(parts)).FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
