using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Models.Bert;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests.Bert;

/// <summary>
/// Small random models against an independent forward pass in plain Python (double precision, no library), which stands beside
/// their weights as golden.json.
/// </summary>
public static class BertParityTests
{
    [Theory]
    [InlineData("bert")]
    [InlineData("tanh-gelu")]
    [InlineData("roberta")]
    [InlineData("roberta-regression")]
    [InlineData("pruned")]
    public static void Should_Give_The_References_Logits(string variant)
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var folder = RepositoryRoot.Combine("tests", "Fixtures", "bert", variant);
        using var model = BertCheckpoint.Load(folder);
        model.eval();
        var cases = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "golden.json")))!["cases"]!.AsArray();
        int[][] Rows(string key) => [.. cases.Select(one => one![key].Deserialize<int[]>()!)];

        // When: all in one batch, filled up
        var logits = model.Logits(TinyBert.Rows(model.Config, Rows("ids")), Ids.Mask(Rows("ids")), Ids.Rows(Rows("types")));

        // Then
        var expected = cases.SelectMany(one => one!["logits"].Deserialize<double[]>()!).ToArray();
        Assert.Equal(expected.Length, logits.numel());
        Assert.All(logits.data<float>().ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }
}
