using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CompressionPipeline.Core.Archives;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>A stranger's program, warnings as errors, from our packed files and the public feed alone.</summary>
public sealed class RestoreTests : IDisposable
{
    private const string Newer = "99.0.0";

    private readonly Consumer consumer = new();

    [Fact]
    public void Should_Restore_And_Run_With_What_It_Asks_For() => Assert.Equal("loaded", Run(""));

    [Fact]
    public void Should_Restore_And_Run_Beside_A_Newer_Protobuf() =>
        Assert.Equal("loaded", Run("""<PackageReference Include="Google.Protobuf" Version="3.36.2" />"""));

    [Fact]
    public void Should_Restore_And_Run_Beside_A_Newer_Onnx_Runtime()
    {
        // Given
        Write("");
        var (code, output) = consumer.Dotnet("restore");
        Assert.True(code == 0, output);
        Raise("microsoft.ml.onnxruntime");

        // Then
        Assert.Equal("loaded", Run($"""<PackageReference Include="Microsoft.ML.OnnxRuntime" Version="{Newer}" />"""));
    }

    public void Dispose() => consumer.Dispose();

    private string Run(string more)
    {
        Write(more);
        consumer.Build();
        return Processes.Run(new ProcessStartInfo("dotnet", [consumer.File("bin", "Debug", "net10.0", "app.dll")])).Output.Trim();
    }

    private void Write(string more)
    {
        consumer.Project("nowhere", "",
            $"""<PackageReference Include="CompressionPipeline.Inference" Version="{Packages.Version}" />{more}""");
        consumer.Write("Program.cs", """
            try
            {
                using var summarizer = CompressionPipeline.Inference.Summarizer.Load("no such folder");
            }
            catch (Exception error)
            {
                var version = Microsoft.ML.OnnxRuntime.OrtEnv.Instance().GetVersionString();
                Console.WriteLine(error.Message.Contains("no such folder") && version.Length > 0 ? "loaded" : error.ToString());
            }
            """);
    }

    /// <summary>The package that was restored, for this system alone, as its newer version in our feed.</summary>
    private static void Raise(string id)
    {
        var old = Directory.GetDirectories(Path.Combine(Packages.Packed.Restored, id))
            .Single(folder => Path.GetFileName(folder) != Newer);
        var nuspec = File.ReadAllText(Path.Combine(old, id + ".nuspec"))
            .Replace($"<version>{Path.GetFileName(old)}</version>", $"<version>{Newer}</version>");
        var parts = new[]
        {
            "lib", "build", "buildTransitive", Path.Combine("runtimes", "linux-x64"), Path.Combine("runtimes", "win-x64"),
        };
        var files = parts
            .Select(part => Path.Combine(old, part)).Where(Directory.Exists)
            .SelectMany(part => Directory.EnumerateFiles(part, "*", SearchOption.AllDirectories))
            .ToDictionary(
                file => Path.GetRelativePath(old, file).Replace('\\', '/'),
                file => (Func<Stream>)(() => File.OpenRead(file)));
        files[id + ".nuspec"] = () => new MemoryStream(Encoding.UTF8.GetBytes(nuspec));
        ReproducibleZip.Write(Path.Combine(Packages.Packed.Feed, $"{id}.{Newer}.nupkg"), files, CompressionLevel.Fastest);
    }
}
