using System.Diagnostics;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>A host of somebody else's, made of our package: its own tasks, data source, stage and argument.</summary>
public sealed class HostSampleTests : IDisposable
{
    private readonly Consumer consumer = new();

    public HostSampleTests()
    {
        File.Delete(consumer.File("Program.cs"));
        foreach (var file in Directory.GetFiles(RepositoryRoot.Combine("tests", "Samples", "Host")))
            Copy(file, consumer.File("build", Path.GetFileName(file)));
        foreach (var file in Directory.GetFiles(RepositoryRoot.Combine("pipelines"), "*.*", SearchOption.AllDirectories))
            Copy(file, consumer.File(Path.GetRelativePath(RepositoryRoot.Path, file)));
        var manifest = File.ReadAllText(RepositoryRoot.Combine("models.yaml"));
        var recipe = File.ReadAllText(RepositoryRoot.Combine("pipelines", "asymmetric.yaml"));
        consumer.Write("pipelines/asymmetric.yaml", recipe.Replace(
            "\n# What follows the steps", "  - notice: { text: Trained by us. }\n\n# What follows the steps",
            StringComparison.Ordinal));
        consumer.Write("models.yaml", manifest.Replace("source: dotnet-docs", "source: command-help", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_Run_Its_Tasks_Around_Ours_Over_Its_Own_Data()
    {
        // Given
        // libtorch is large: only our own packages are restored anew.
        consumer.Build("build", "-warnaserror", $"-p:RestoreFallbackFolders={Packages.OfMachine}");

        // When
        var (code, output) = Run("--target", "Announce", "--channel", "builds", "--set", "notice.text=Ours");

        // Then
        Assert.True(code == 0, output);
        Assert.Contains($"Preparing in {consumer.File()}", output, StringComparison.Ordinal);
        Assert.Equal("#builds: the data is ready.", output.TrimEnd().Split('\n')[^1].TrimEnd());
        var data = Assert.Single(Directory.GetDirectories(consumer.File("artifacts", "store", "data")));
        Assert.Contains("command-help", File.ReadAllText(Path.Combine(data, "dataset.json")), StringComparison.Ordinal);
        Assert.Equal(7, Directory.GetFiles(data, "*.jsonl").Sum(split => File.ReadLines(split).Count()));

        // When
        var (refused, _) = Run("--target", "Announce", "--chanel", "builds");

        // Then
        Assert.Equal(255, refused);
    }

    public void Dispose() => consumer.Dispose();

    private (int Code, string Output) Run(params string[] arguments) => Processes.Run(
        new ProcessStartInfo("dotnet", [consumer.File("build", "bin", "Debug", "net10.0", "Host.dll"), .. arguments])
        {
            WorkingDirectory = consumer.File(),
        });

    private static void Copy(string file, string copy)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(file, copy);
    }
}
