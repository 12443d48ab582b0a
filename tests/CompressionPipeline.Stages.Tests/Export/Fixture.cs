using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.T5.Graph;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Export;

/// <summary>A tiny random T5 with what an independent PyTorch implementation computed for it.</summary>
internal sealed class Fixture
{
    private Fixture(string name)
    {
        Folder = RepositoryRoot.Combine("tests", "Fixtures", "t5", name);
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "golden.json")))!;
        Cases = golden["cases"].Deserialize<GoldenCase[]>(JsonSerializerOptions.Web)!;
        Batch = golden["batch"].Deserialize<int[][]>()!;
    }

    public static TheoryData<string> Names => ["t5-1.0", "t5-1.1", "asymmetric", "pruned-heads"];

    public string Folder { get; }

    public GoldenCase[] Cases { get; }

    /// <summary>Generated ids of all cases' sources in one batch, padded on the right.</summary>
    public int[][] Batch { get; }

    public static Fixture Open(string name) => new(name);

    /// <summary>Exports the fixture. The configuration is written without <c>kept_heads</c>, which the graphs get by themselves.</summary>
    public void Export(TemporaryFolder folder)
    {
        var config = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "config.json")))!.AsObject();
        var kept = config["kept_heads"].Deserialize<Dictionary<string, int[]>>() ?? [];
        config.Remove("kept_heads");
        folder.Write("config.json", config.ToJsonString());
        var source = new T5GraphSource(T5Config.Read(folder.Path), CheckpointTensors.Read(Folder))
        {
            KeptHeads = kept.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<int>)pair.Value),
        };
        T5Graphs.Write(source, folder.Path);
    }
}

/// <summary>One source alone, 48 tokens at most.</summary>
internal sealed record GoldenCase(int[] Source, int[] Target, float[][] Logits, int[] Generated)
{
    /// <summary>The generated ids up to the end of sequence.</summary>
    public int[] Text => [.. Generated.TakeWhile(id => id != 1)];
}
