using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Pipeline.Running;
using CompressionPipeline.Verdicts.Results;
using Loopback;
using Parquet;
using Parquet.Schema;
using TestKit;

namespace EndToEnd.Tests;

/// <summary>A model and a data set of the hub, from their names in a manifest to a verdict.</summary>
public sealed class HubPipelineTests : IAsyncLifetime
{
    // Only these tests ask the hub.
    private static readonly string[] Variables = ["HF_ENDPOINT", "HF_HOME", "HF_HUB_OFFLINE", "HF_TOKEN"];

    private readonly TemporaryFolder folder = new();
    private readonly TinyPipeline pipeline = new();
    private LoopbackHub hub = null!;
    private HubRepositoryContent model = null!;

    public async Task InitializeAsync()
    {
        hub = await LoopbackHub.Start();
        TorchLibrary.Require();
        // As FLAN's are: gated, with a head of its own.
        using (var tiny = T5Model.Initialize(
            T5Config.Shape("tiny") with { FeedForwardProj = T5Config.GatedGelu, TieWordEmbeddings = false }, 7))
        {
            tiny.Save(folder.Path);
        }
        var tokenizer = RepositoryRoot.Combine("pipelines", "assets", "dotnet-docs-4096.model");
        model = hub.AddModel("acme/flan-t5-tiny").WithFolder(folder.Path)
            .With("spiece.model", await File.ReadAllBytesAsync(tokenizer))
            .With("pytorch_model.bin", [1, 2, 3]).With("README.md", "# FLAN");
        // The card leaves a file out.
        hub.AddDataSet("acme/pairs").With("raw/train.jsonl", "no pairs")
            .With("data/train-00000-of-00001.jsonl.gz", Compressed(Pairs(0, 180)))
            .With("data/validation.jsonl", Pairs(180, 10)).With("data/test.jsonl", Pairs(190, 10))
            .Card = """{"configs":[{"config_name":"default","data_files":"data/*"}]}""";
        hub.AddDataSet("acme/rows")
            .With("default/train/0000.parquet", await Rows(0, 180))
            .With("default/validation/0000.parquet", await Rows(180, 10))
            .With("default/test/0000.parquet", await Rows(190, 10));
        Environment.SetEnvironmentVariable("HF_ENDPOINT", hub.Endpoint);
        Environment.SetEnvironmentVariable("HF_HOME", folder.File("cache"));
    }

    public async Task DisposeAsync()
    {
        foreach (var variable in Variables)
            Environment.SetEnvironmentVariable(variable, null);
        await hub.DisposeAsync();
        pipeline.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Should_Compress_A_Model_Of_The_Hub_On_Its_Data()
    {
        // When
        var summary = pipeline.Run(Plan());

        // Then
        Assert.All(summary.Stages, stage => Assert.Equal(OutcomeKind.Ran, stage.Kind));
        var result = GateResult.Read(Path.Combine(pipeline.Results, "tiny", "result.json"));
        Assert.Equal((180, 10, 10), (result.DataSet!.Train, result.DataSet.Validation, result.DataSet.Test));
        Assert.Equal(
            ("acme/flan-t5-tiny", model.Commit, "apache-2.0"),
            (result.Origin!.Model, result.Origin.Commit, result.Origin.ModelLicense));
        Assert.DoesNotContain(hub.Calls, call => call.EndsWith(".bin", StringComparison.Ordinal));
        Assert.Contains("acme/flan-t5-tiny", Card(), StringComparison.Ordinal);

        // When there is no network any more
        Environment.SetEnvironmentVariable("HF_HUB_OFFLINE", "1");
        var calls = hub.Calls.Count;
        summary = pipeline.Run(Plan());

        // Then
        Assert.Equal((0, calls), (summary.Ran, hub.Calls.Count));

        // When the model has moved on
        Environment.SetEnvironmentVariable("HF_HUB_OFFLINE", null);
        model.Commit = new('c', 40);
        summary = pipeline.Run(Plan());

        // Then
        Assert.Equal(OutcomeKind.Ran, summary.Stages.Single(stage => stage.Id == "tiny/baseline/fine-tune").Kind);
    }

    [Fact]
    public void Should_Compress_It_On_The_Parquet_Files_That_The_Hub_Makes_Of_Any_Data_Set()
    {
        // When
        var summary = pipeline.Run(Plan(data: "data-set: acme/rows, revision: refs/convert/parquet"));

        // Then
        Assert.All(summary.Stages, stage => Assert.Equal(OutcomeKind.Ran, stage.Kind));
        var result = GateResult.Read(Path.Combine(pipeline.Results, "tiny", "result.json"));
        Assert.Equal((180, 10, 10), (result.DataSet!.Train, result.DataSet.Validation, result.DataSet.Test));
    }

    [Theory]
    [InlineData("pytorch_model.bin", "only pytorch_model.bin")]
    [InlineData("adapter_model.safetensors", "an adapter alone, adapter_model.safetensors")]
    public void Should_Say_What_A_Model_Has_In_The_Place_Of_Its_Weights(string file, string problem)
    {
        hub.AddModel("acme/flan-t5-tiny").With("config.json", model.Files["config.json"])
            .With("spiece.model", model.Files["spiece.model"]).With(file, [1]);

        var error = Assert.Throws<PipelineException>(() => pipeline.Run(Plan()));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Plan_Nothing_For_A_Model_That_The_Hub_Does_Not_Have()
    {
        var error = Assert.Throws<PipelineException>(() => Plan("acme/flan-t5-tinny"));

        Assert.Contains("acme/flan-t5-tiny", error.Message, StringComparison.Ordinal);
    }

    private CompressionPipeline.Pipeline.Planning.Plan Plan(
        string name = "acme/flan-t5-tiny", string data = "data-set: acme/pairs") => pipeline.PlanFrom($$"""
        init: { hub: {{name}} }
        data: { source: hub, {{data}}, split-by: file, max-source-length: 24, max-target-length: 12 }
        """);

    private string Card()
    {
        var card = Directory.EnumerateFiles(pipeline.Results, "*.md", SearchOption.AllDirectories).Select(File.ReadAllText);
        return string.Concat(card);
    }

    private static string Pairs(int first, int count) =>
        string.Concat(Enumerable.Range(first, count).Select(index => TinyPipeline.Pair(index) + "\n"));

    private static async Task<byte[]> Rows(int first, int count)
    {
        var schema = new ParquetSchema(
            new DataField<string>("id"), new DataField<string>("document"), new DataField<string>("summary"));
        var pairs = Enumerable.Range(first, count).Select(index => JsonNode.Parse(TinyPipeline.Pair(index))!).ToList();
        using var bytes = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, bytes))
        {
            using var group = writer.CreateRowGroup();
            foreach (var field in schema.DataFields)
                await group.WriteAsync(field, pairs.Select(pair => (string?)pair[field.Name]).ToArray());
        }
        return bytes.ToArray();
    }

    private static byte[] Compressed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
