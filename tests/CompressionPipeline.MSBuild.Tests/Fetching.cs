using Microsoft.Build.Utilities;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>The task over a temporary project, cache and output folder.</summary>
internal sealed class Fetching : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Fetching() => (Release, CacheFolder) = (new(folder.File("release")), folder.File("cache"));

    public FakeRelease Release { get; set; }

    public LoopbackServer Server { get; } = new();

    public RecordingEngine Engine { get; private set; } = new();

    public string Source { get; set; } = "release";

    public bool Offline { get; set; }

    public string? GitHubApi { get; set; }

    public string? TokenVariable { get; set; }

    public string CacheFolder { get; set; }

    public string Zip => System.IO.Path.Combine(CacheFolder, Release.Digest + ".zip");

    public string Partial => Zip + ".partial";

    public string[] List => File.ReadAllLines(folder.File("obj", ".files"));

    public string Output(params string[] parts) => folder.File(["obj", .. parts]);

    public string Path(params string[] parts) => folder.File(parts);

    /// <summary>Puts the release on the server, below its tag.</summary>
    public void Serve()
    {
        Source = Server.Address;
        foreach (var file in Directory.GetFiles(Release.Folder))
            Server.Files[$"/{FakeRelease.Tag}/{System.IO.Path.GetFileName(file)}"] = File.ReadAllBytes(file);
    }

    public bool Run(params (string Name, string Value)[] metadata) => Run("docs", metadata);

    public bool Run(string model, params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem(
            model, new Dictionary<string, string> { ["Version"] = FakeRelease.Version, ["Sha256"] = Release.Digest });
        foreach (var (name, value) in metadata)
            item.SetMetadata(name, value);
        return RunAll(item);
    }

    public bool RunAll(params TaskItem[] items)
    {
        folder.Write(
            "app.csproj", $"<Project>\n  <ItemGroup>\n    <CompressedModel "
            + $"Include=\"{System.Security.SecurityElement.Escape(items[0].ItemSpec)}\" />\n  </ItemGroup>\n</Project>\n");
        Engine = new();
        using var task = new FetchCompressedModels
        {
            BuildEngine = Engine,
            Models = items,
            Source = Source,
            Store = folder.File("results"),
            Cache = CacheFolder,
            Offline = Offline,
            GitHubApi = GitHubApi,
            TokenVariable = TokenVariable,
            OutputFolder = folder.File("obj"),
            ListFile = folder.File("obj", ".files"),
            ProjectFile = folder.File("app.csproj"),
        };
        return task.Execute();
    }

    /// <summary>The only error has the code, points at the item, and names the key.</summary>
    public void Failed(string code, string key = "")
    {
        var error = Assert.Single(Engine.Errors);
        Assert.Equal((code, folder.File("app.csproj"), 3), (error.Code, error.File, error.LineNumber));
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("obj", ".files")));
    }

    public void Dispose()
    {
        Server.Dispose();
        folder.Dispose();
    }
}
