using CompressionPipeline.Cake.Tests;
using CompressionPipeline.Inference;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using Loopback;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>
/// From a push to a sentence: every target as the workflows run it, then a program that has the release and our packages alone.
/// </summary>
public sealed class StoryTests : ActionsTests
{
    private const string Text = "Reads a line of characters from the stream and returns the data as a string.";

    // Each export is of the same random model: its summary is nonsense, and the same nonsense each time.
    private static readonly Lazy<string> Exported = new(Export);
    private static readonly TemporaryFolder Folder = new();

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        job.Host.Time = job.Clock;
        job.Host.Stages.OnWrite = (stage, output) =>
        {
            if (stage != "export")
                return;
            foreach (var file in Directory.GetFiles(Exported.Value))
                File.Copy(file, Path.Combine(output, Path.GetFileName(file)));
        };
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Error.ErrorBefore)]
    [InlineData(Error.ErrorAfter)]
    [InlineData(Error.ResetBefore)]
    [InlineData(Error.ResetAfter)]
    [InlineData(Error.CutAnswer)]
    [InlineData(Error.RateLimit)]
    [InlineData(Error.SecondaryLimit)]
    [InlineData(Error.SecondaryLimitUnsaid)]
    [InlineData(Error.Abuse)]
    [InlineData(Error.TooManyRequests)]
    public void Should_End_In_One_Comment_One_Release_And_A_Summary(Error? error)
    {
        // When
        Pushed(decoderLayers: 1, lost: 5, run: 1, error);
        var failed = job.Comment;
        Pushed(decoderLayers: 3, lost: 1, run: 2, error);
        Merged(error);

        // Then
        Assert.Equal(error is not null, job.Clock.Waits.Count > 0);
        Assert.Contains("## Compression: FAIL", failed);
        Assert.Contains("## Compression: PASS", job.Comment);
        Assert.Equal(["failure", "success"], job.Hub.AllChecks.Where(check => (string)check["name"]! == "compression")
            .Select(check => (string?)check["conclusion"]));
        var release = job.Released();
        if (error is null or Error.CutAnswer)
        {
            job.Hub.Calm();
            job.Hub.FirstError = error;
            using var summarizer = Summarizer.Load(Exported.Value, new() { Device = Device.Cpu });
            var expected = summarizer.Summarize(Text);
            Assert.NotEmpty(expected);
            Assert.Equal((0, expected), ReleasedProgram.Run(job, release, "docs", "shallow", Text));
        }
    }

    private void Pushed(int decoderLayers, double lost, int run, Error? error)
    {
        job.Host.Stages.Rouge2Drop = lost;
        job.Push(HostFixture.Manifest.Replace("decoder-layers: 2", $"decoder-layers: {decoderLayers}"));
        job.OnPullRequest(run: run);
        Run("Matrix", error);
        job.CompressElsewhere();
        job.After();
        job.Run("Aggregate");
        Run("Comment", error);
    }

    private void Merged(Error? error)
    {
        job.Job("workflow_run", 3, "{ \"workflow_run\": { \"event\": \"push\" } }");
        foreach (var target in new[] { "ReleaseAssets", "Release", "Release" })
            Run(target, error);
    }

    // Each call of the target fails the first time that it is made.
    private void Run(string target, Error? error)
    {
        job.Hub.Calm();
        job.Hub.FirstError = error;
        Assert.True(job.Run(target) == 0, job.Errors);
    }

    private static string Export()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Folder.Dispose();
        var (checkpoint, output) = (Folder.Folder("checkpoint"), Folder.Folder("export"));
        var config = T5Config.Shape("tiny") with { TieWordEmbeddings = false };
        using (var model = T5Model.Initialize(config, seed: 5))
            T5Checkpoint.Save(model, checkpoint);
        T5Graphs.Export(checkpoint, output);
        HuggingFaceFiles.Write(
            output, RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model"), maxLength: 24, config.VocabSize);
        return output;
    }
}
