using System.Diagnostics;
using CompressionPipeline.MSBuild.Tests;
using TestKit;

namespace Adoption.Tests;

/// <summary>
/// Somebody else's machine: a feed with our packages, and a git repository that has nothing but what <c>dotnet new</c> wrote.
/// Packages of others come from this machine's package folder, so that libtorch is not downloaded each time.
/// </summary>
public sealed class Adopter : IDisposable
{
    public const string Version = "0.1.0";

    private readonly TemporaryFolder folder = new();

    public Adopter()
    {
        Publish(Version, "Inference", "MSBuild", "Cake", "Templates");
        folder.Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="ours" value="{folder.File("feed")}" /></packageSources>
            </configuration>
            """);
        folder.Folder("my summarizer");
        Dotnet("new", "install", $"CompressionPipeline.Templates@{Version}");
        Git("init", "--quiet", "--initial-branch=main");
        Dotnet("new", "compression-pipeline", "--runner", "self-hosted, small");
        Template = Files(File());
    }

    /// <summary>What the template wrote: the bytes of each file by its path in the repository.</summary>
    public IReadOnlyDictionary<string, byte[]> Template { get; }

    /// <summary>What later commands find in their environment beside what we find in ours; null is not there.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    public string File(params string[] parts) => folder.File(["my summarizer", .. parts]);

    public void Write(string name, string text) => folder.Write($"my summarizer/{name}", text);

    /// <summary>Packs projects that are built already into the feed.</summary>
    public void Publish(string version, params string[] projects)
    {
        foreach (var project in projects)
        {
            Run(RepositoryRoot.Path, "dotnet", [
                "pack", Path.Combine("src", $"CompressionPipeline.{project}"), "--no-build", "--nologo", "-v", "q",
                "-o", folder.Folder("feed"), "-c", BuiltWith.Configuration, $"-p:Version={version}",
            ]);
        }
    }

    /// <summary>Runs build.sh and expects it to succeed; what it printed.</summary>
    public string Build(params string[] arguments) => Run(File(), File("build.sh"), arguments);

    public string Dotnet(params string[] arguments) => Run(File(), "dotnet", arguments);

    public string Git(params string[] arguments) =>
        Run(File(), "git", ["-c", "user.name=t", "-c", "user.email=t@example.org", .. arguments]).Trim();

    public string Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--message", message);
        return Git("rev-parse", "HEAD");
    }

    /// <summary>The template once more, in another folder; the bytes of each file.</summary>
    public IReadOnlyDictionary<string, byte[]> Create(params string[] options)
    {
        var other = folder.Folder("other");
        Run(other, "dotnet", ["new", "compression-pipeline", .. options]);
        return Files(other);
    }

    public void Dispose() => folder.Dispose();

    private string Run(string workingFolder, string program, IEnumerable<string> arguments)
    {
        var machines = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingFolder,
            Environment =
            {
                ["NUGET_PACKAGES"] = folder.File("packages"),
                ["NUGET_FALLBACK_PACKAGES"] = machines,
                ["DOTNET_CLI_HOME"] = folder.File("home"),
            },
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        var (code, output) = Processes.Run(start);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}:\n{output}");
        return output;
    }

    private static Dictionary<string, byte[]> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        .Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), path))
        .Where(file => !file.Name.StartsWith(".git/", StringComparison.Ordinal))
        .ToDictionary(file => file.Name, file => System.IO.File.ReadAllBytes(file.path));
}
