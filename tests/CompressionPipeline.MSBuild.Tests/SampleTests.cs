using System.Diagnostics;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Core.Archives;
using CompressionPipeline.Inference;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using CompressionPipeline.Verdicts.Release;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.MSBuild.Tests;

/// <summary>From a model to a sentence: release, packages, a program that knows nothing else.</summary>
public sealed class SampleTests : IDisposable
{
    private const string Text = "Reads a line of characters from the stream and returns the data as a string.";

    private readonly Consumer consumer = new();
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Should_Summarize_With_The_Packages_And_A_Release_And_Nothing_Else()
    {
        // Given
        var digest = Release();
        foreach (var file in Directory.GetFiles(RepositoryRoot.Combine("tests", "Samples", "Summarize")))
            File.Copy(file, consumer.File(Path.GetFileName(file)), overwrite: true);

        // When
        consumer.Build(
            "-warnaserror", $"-p:CompressedModelSource={folder.File("release")}", $"-p:ModelSha256={digest}",
            $"-p:CompressedModelCache={folder.File("cache")}");
        var (code, output) = Processes.Run(
            new ProcessStartInfo("dotnet", [consumer.File("bin", "Debug", "net10.0", "Summarize.dll"), Text, "", Text]));

        // Then
        using var summarizer = Summarizer.Load(folder.File("store", "export", "k"), new() { Device = Device.Cpu });
        var expected = summarizer.Summarize(Text);
        Assert.NotEmpty(expected);
        Assert.Equal((0, $"{expected}\n\n{expected}\n"), (code, output.ReplaceLineEndings("\n")));
    }

    public void Dispose()
    {
        consumer.Dispose();
        folder.Dispose();
    }

    /// <summary>Releases a tiny random model as the pipeline would and gives the digest of its zip.</summary>
    private string Release()
    {
        var (checkpoint, export) = (folder.Folder("store", "re-fine-tune", "k"), folder.Folder("store", "export", "k"));
        // Untied, or a random model repeats what it reads: its start token, which nobody sees.
        var config = T5Config.Shape("tiny") with { TieWordEmbeddings = false };
        using (var model = T5Model.Initialize(config, seed: 5))
            T5Checkpoint.Save(model, checkpoint);
        T5Graphs.Export(checkpoint, export);
        HuggingFaceFiles.Write(
            export, RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model"), maxLength: 24, config.VocabSize);
        folder.Write("store/data/k/dataset.json", "{}");
        folder.Write("store/fine-tune/k/config.json", "{}");
        folder.Write("store/baseline-export/k/config.json", "{}");
        folder.Write("results/report.html", "");
        new GateResult("dotnet-docs", Verdict.Pass, new(Roles.Baseline), [new("shallow")])
            .Write(folder.File("results", GateResult.FileName));
        folder.Write("results/cards/shallow/README.md", "");
        folder.Write("results/artifacts.json", JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["dotnet-docs/data"] = Record("data"),
            ["dotnet-docs/baseline/fine-tune"] = Record("fine-tune"),
            ["dotnet-docs/baseline/export"] = Record("baseline-export", model: "fine-tune"),
            ["dotnet-docs/shallow/re-fine-tune"] = Record("re-fine-tune", model: "fine-tune"),
            ["dotnet-docs/shallow/export"] = Record("export", model: "re-fine-tune"),
        }));
        ReleaseFolder.Write("dotnet-docs", "1.0.0", folder.File("results"), folder.File("release"));
        return Digest.OfFile(folder.File("release", ReleaseZips.Onnx("dotnet-docs", "shallow"))).Hex;
    }

    private string Record(string stage, string? model = null)
    {
        var place = folder.File("store", stage, "k");
        TestRecord.Write(place, TestRecord.Of(
            stage, KeyOf(stage), model is null ? null
                : new Dictionary<string, string> { ["model"] = $"{model}/{KeyOf(model)}" }));
        return place;
    }

    private static string KeyOf(string stage) => Digest.OfText(stage).Hex;
}
