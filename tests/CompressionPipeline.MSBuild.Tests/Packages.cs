using System.Diagnostics;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>
/// Our packages, packed once for all tests, in a feed of their own, and the package folder of the programs that use them.
/// </summary>
public sealed class Packages
{
    public const string Version = "0.1.0";

    private static readonly Lazy<Packages> Once = new(() => new());
    private readonly TemporaryFolder folder = new();

    private Packages()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        Feed = folder.Folder("feed");
        foreach (var project in new[] { "CompressionPipeline.MSBuild", "CompressionPipeline.Inference", "CompressionPipeline.Cake" })
            Pack(project, Feed);
    }

    public static Packages Packed => Once.Value;

    /// <summary>The feed's folder.</summary>
    public string Feed { get; }

    /// <summary>
    /// What restores put there, empty at first: the machine's own folder may hold packages that the public feed lacks.
    /// </summary>
    public string Restored => folder.File("restored");

    /// <summary>The machine's own package folder.</summary>
    public static string OfMachine => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Packs a project that is built already.</summary>
    public static void Pack(string project, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [
            "pack", RepositoryRoot.Combine("src", project), "--no-build", "--nologo", "-o", folder, "-c", BuiltWith.Configuration,
        ]);
        var (code, output) = Processes.Run(start);
        Assert.True(code == 0, output);
    }
}
