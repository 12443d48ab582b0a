using System.Text.Json;
using System.Text.Json.Nodes;
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

    public void Export(TemporaryFolder folder) => T5Graphs.Export(Folder, folder.Path);
}

/// <summary>One source alone, 48 tokens at most.</summary>
internal sealed record GoldenCase(int[] Source, int[] Target, float[][] Logits, int[] Generated)
{
    /// <summary>The generated ids up to the end of sequence.</summary>
    public int[] Text => [.. Generated.TakeWhile(id => id != 1)];
}
