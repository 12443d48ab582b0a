using System.Diagnostics;
using System.Text.Json.Nodes;
using Build.Tests;
using CompressionPipeline.Core;
using CompressionPipeline.Inference;
using CompressionPipeline.Stages.Export;
using CompressionPipeline.T5;
using CompressionPipeline.Tokenization;
using Loopback;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>From a push to a sentence: every target as the workflows run it, then a program that has the release and our packages alone.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class StoryTests : IAsyncLifetime
{
    private const string Text = "Reads a line of characters from the stream and returns the data as a string.";
    private const string Zip = "docs-shallow-onnx.zip";

    private readonly ActionsFixture job = new();
    private readonly TemporaryFolder folder = new();

    public async Task InitializeAsync()
    {
        await job.InitializeAsync();
        job.Host.Time = job.Clock;
        job.Host.Stages.OnWrite = (stage, output) =>
        {
            if (stage == "export")
                Export(output);
        };
    }

    public async Task DisposeAsync()
    {
        await job.DisposeAsync();
        job.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Fault.ErrorAfter)]
    [InlineData(Fault.ResetAfter)]
    [InlineData(Fault.SecondaryLimit)]
    public void Should_End_In_One_Comment_One_Release_And_A_Summary(Fault? fault)
    {
        // Given
        for (var call = 2; fault is { } planned && call < 500; call += 3)
            job.Hub.FailAt(call, planned);

        // When
        Pushed(decoderLayers: 1, lost: 5, run: 1);
        var failed = job.Comment;
        Pushed(decoderLayers: 3, lost: 1, run: 2);
        Merged();

        // Then
        Assert.Equal(fault is not null, job.Clock.Waits.Count > 0);
        Assert.Contains("## Compression: FAIL", failed);
        Assert.Contains("## Compression: PASS", job.Comment);
        var release = Assert.Single(job.Hub.AllReleases);
        Assert.False((bool)release["draft"]!);
        Assert.Equal(["failure", "success"], job.Hub.AllChecks.Where(check => (string)check["name"]! == "compression").Select(check => (string?)check["conclusion"]));
        if (fault is null)
            Consume(release);
    }

    private void Pushed(int decoderLayers, double lost, int run)
    {
        job.Host.Stages.Rouge2Drop = lost;
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", $"decoder-layers: {decoderLayers}"));
        job.OnPullRequest(run: run);
        Run("Matrix");
        job.CompressElsewhere();
        job.After();
        job.Run("Aggregate");
        Run("Comment");
    }

    private void Merged()
    {
        job.Job("workflow_run", 3, "{ \"workflow_run\": { \"event\": \"push\" } }");
        foreach (var target in new[] { "ReleaseAssets", "Release", "ReleaseAssets", "Release" })
            Run(target);
    }

    private void Run(string target) => Assert.True(job.Run(target) == 0, job.Errors);

    private void Consume(JsonObject release)
    {
        foreach (var asset in (JsonArray)release["assets"]!)
            File.WriteAllBytes(Path.Combine(folder.Folder("release"), (string)asset!["name"]!), job.Hub.BytesOf((int)asset["id"]!));
        var version = ((string)release["tag_name"]!)["docs-".Length..];
        using var packages = new Packages();
        using var consumer = new Consumer(packages);
        consumer.Project(
            folder.File("release"),
            $"""<CompressedModel Include="docs" Version="{version}" Sha256="{Digest.OfFile(folder.File("release", Zip))}" />""",
            $"""<PackageReference Include="CompressionPipeline.Inference" Version="{Packages.Version}" />""");
        consumer.Write("Program.cs", """
            using var summarizer = CompressionPipeline.Inference.Summarizer.Load(Path.Combine(AppContext.BaseDirectory, "models", "docs"));
            Console.WriteLine(summarizer.Summarize(args[0]));
            """);
        consumer.Build();
        var (code, output) = Processes.Run(new ProcessStartInfo("dotnet", [consumer.File("bin", "Debug", "net10.0", "app.dll"), Text]));

        using var summarizer = Summarizer.Load(Export(folder.Folder("expected")), new() { Device = Device.Cpu });
        var expected = summarizer.Summarize(Text);
        Assert.NotEmpty(expected);
        Assert.Equal((0, expected), (code, output.TrimEnd()));
    }

    // The same random model each time: what it says is nonsense, and the same nonsense.
    private string Export(string output)
    {
        var checkpoint = folder.Folder($"checkpoint-{Guid.NewGuid():n}");
        var config = T5Config.Shape("tiny") with { TieWordEmbeddings = false };
        using (var model = T5Model.Initialize(config, seed: 5))
            Checkpoint.Save(model, checkpoint);
        T5Graphs.Export(checkpoint, output);
        HuggingFaceFiles.Write(output, RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model"), maxLength: 24, config.VocabSize);
        return output;
    }
}
