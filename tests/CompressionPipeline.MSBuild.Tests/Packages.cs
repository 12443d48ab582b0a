using System.Diagnostics;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>
/// Our packages, packed once for all tests, in a feed of their own, and the package folder of the programs that use them.
/// </summary>
public sealed class Packages
{
    public const string Version = "0.1.0";

    // As "dotnet pack --no-build" sets them.
    private const string Packing = "NoBuild=true;_IsPacking=true";

    private static readonly string[] Projects =
        ["CompressionPipeline.MSBuild", "CompressionPipeline.Inference", "CompressionPipeline.Cake"];

    private static readonly Lazy<Packages> Once = new(() => new());
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<string> again;

    private Packages()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        Feed = folder.Folder("feed");
        Pack(Feed);
        again = new(() => Pack(folder.Folder("again")));
    }

    public static Packages Packed => Once.Value;

    /// <summary>The feed's folder.</summary>
    public string Feed { get; }

    /// <summary>The folder of the same packages, packed once more.</summary>
    public string Again => again.Value;

    /// <summary>
    /// What restores put there, empty at first: the machine's own folder may hold packages that the public feed lacks.
    /// </summary>
    public string Restored => folder.File("restored");

    /// <summary>The machine's own package folder.</summary>
    public static string OfMachine => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    // All of them in one process.
    private string Pack(string output)
    {
        var projects = Projects.Select(project => RepositoryRoot.Combine("src", project, project + ".csproj"));
        var file = folder.Write("pack.proj", $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{string.Join(';', projects)}" Targets="Pack"
                         Properties="Configuration={BuiltWith.Configuration};PackageOutputPath={output};{Packing}" />
              </Target>
            </Project>
            """);
        var (code, said) = Processes.Run(new ProcessStartInfo("dotnet", ["msbuild", file, "-t:Pack", "-nologo", "-v:m"]));
        Assert.True(code == 0, said);
        return output;
    }
}
