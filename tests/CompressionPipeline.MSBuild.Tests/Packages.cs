using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using CompressionPipeline.Core;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>
/// Our packages, packed once for all tests, in a feed of their own. Where the stand-ins supply the build, the packages they stand for lie in
/// this feed too, made of what lies beside this test: for these tests alone.
/// </summary>
public sealed class Packages : IDisposable
{
    public const string Version = "0.1.0";

    private readonly TemporaryFolder folder = new();

    public Packages()
    {
        Feed = folder.Folder("feed");
        foreach (var project in new[] { "CompressionPipeline.MSBuild", "CompressionPipeline.Inference" })
            Pack(project, Feed);
        if (BuiltWith.Suppliers == "standins")
        {
            Supply("Microsoft.ML.OnnxRuntime", BuiltWith.Dependency(Feed, "Microsoft.ML.OnnxRuntime"), [.. Directory.GetFiles(AppContext.BaseDirectory, "*onnxruntime.*").Where(IsNative)], "System.Numerics.Tensors");
            Supply("Microsoft.ML.Tokenizers", BuiltWith.Dependency(Feed, "Microsoft.ML.Tokenizers"), [], "Google.Protobuf");
        }
    }

    /// <summary>The feed's folder.</summary>
    public string Feed { get; }

    /// <summary>What restores put there: not the machine's own folder, whose 0.1.0 may be another one.</summary>
    public string Restored => folder.File("restored");

    public void Dispose() => folder.Dispose();

    /// <summary>Packs a project that is built already.</summary>
    public static void Pack(string project, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [
            "pack", RepositoryRoot.Combine("src", project), "--no-build", "--nologo", "-o", folder, "-c", BuiltWith.Configuration, $"-p:Suppliers={BuiltWith.Suppliers}",
        ]);
        var (code, output) = Processes.Run(start);
        Assert.True(code == 0, output);
    }

    private void Supply(string id, string version, IReadOnlyList<string> natives, string needs)
    {
        var files = new Dictionary<string, Func<Stream>>
        {
            [$"lib/net10.0/{id}.dll"] = () => File.OpenRead(Path.Combine(AppContext.BaseDirectory, id + ".dll")),
            [$"{id}.nuspec"] = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>{id}</id><version>{version}</version><authors>tests</authors><description>What stands in for the package, for tests alone.</description>
                    <dependencies><group targetFramework="net10.0"><dependency id="{needs}" version="{BuiltWith.Dependency(Feed, needs)}" /></group></dependencies>
                  </metadata>
                </package>
                """))),
        };
        foreach (var native in natives)
            files[$"runtimes/{BuiltWith.Runtime}/native/{Path.GetFileName(native)}"] = () => File.OpenRead(native);
        ReproducibleZip.Write(Path.Combine(Feed, $"{id}.{version}.nupkg"), files, CompressionLevel.Fastest);
    }

    private static bool IsNative(string path) => !Path.GetFileName(path).StartsWith("Microsoft.", StringComparison.Ordinal);
}

/// <summary>The packages are packed once for all classes that need them; they do not run at once.</summary>
[CollectionDefinition(Name)]
public sealed class PackagesCollection : ICollectionFixture<Packages>
{
    public const string Name = "packages";
}
