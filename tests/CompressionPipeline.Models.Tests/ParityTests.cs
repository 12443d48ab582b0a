using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Models.T5;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public class ParityTests(ITestOutputHelper output)
{
    public static TheoryData<string> Variants => Golden.Variants;

    [Theory]
    [MemberData(nameof(Variants))]
    public void Should_Give_The_References_Logits(string variant)
    {
        // Given
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var golden = Golden.Of(variant);
        using var model = T5Checkpoint.Load(Golden.Folder(variant));
        model.eval();

        // When
        var logits = model.Logits(Ids.Rows(golden.Source), Ids.Mask(golden.Source), Ids.Rows(golden.Target));

        // Then
        var expected = golden.Logits.SelectMany(row => row.SelectMany(token => token)).ToArray();
        var differences = logits.data<float>().ToArray()
            .Zip(expected, (ours, theirs) => Math.Abs((double)ours - theirs)).ToList();
        long[] shape = [golden.Target.Length, golden.Target.Max(row => row.Length), model.Config.VocabSize];
        Assert.Equal(shape, logits.shape);
        var report = $"{variant}: largest difference {differences.Max():E2}, mean {differences.Average():E2}.";
        output.WriteLine(report);
        Assert.True(differences.Max() <= 1e-4, report);
    }

    [Fact]
    public void Should_Give_The_References_Logits_Where_Layers_Have_Other_Heads_And_Units()
    {
        // Given: pruned heads of both attentions and feed-forward units, other ones in each layer
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var folder = TestKit.RepositoryRoot.Combine("tests", "Fixtures", "t5", "pruned-heads");
        using var model = T5Checkpoint.Load(folder);
        model.eval();

        foreach (var golden in JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "golden.json")))!["cases"]!.AsArray())
        {
            // When
            var source = golden!["source"].Deserialize<int[]>()!;
            var logits = model.Logits(Ids.Rows([source]), Ids.Mask([source]), Ids.Rows([golden["target"].Deserialize<int[]>()!]));

            // Then
            var expected = golden["logits"].Deserialize<float[][]>()!.SelectMany(row => row).ToArray();
            Assert.Equal(expected.Length, logits.numel());
            Assert.All(logits.data<float>().ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Should_Give_The_References_Three_Losses(string variant)
    {
        // Given
        var golden = Golden.Of(variant);
        using var model = T5Checkpoint.Load(Golden.Folder(variant));
        model.eval();

        // When
        var losses = TinyT5.Train(model, golden.Pairs, golden.Losses.Length, 1e-3);

        // Then
        Assert.All(losses.Zip(golden.Losses), pair => Assert.Equal(pair.Second, pair.First, tolerance: 1e-4));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Should_Generate_The_References_Ids(string variant)
    {
        // Given
        var golden = Golden.Of(variant);
        using var model = T5Checkpoint.Load(Golden.Folder(variant));

        // When
        var generated = Generation.Greedy(model, golden.Source, maxNewTokens: 24);

        // Then
        Assert.Equal(golden.Generated.Select(row => row.TakeWhile(id => id != 1).Select(id => (int)id)), generated);
    }
}
