using CompressionPipeline.Models.Checkpoints;
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
        using var model = Checkpoint.Load(Golden.Folder(variant));
        model.eval();

        // When
        var logits = model.call(Ids.Rows(golden.Source), Ids.Mask(golden.Source), Ids.Rows(golden.Target));

        // Then
        var expected = golden.Logits.SelectMany(row => row.SelectMany(token => token)).ToArray();
        var differences = logits.data<float>().ToArray().Zip(expected, (ours, theirs) => Math.Abs((double)ours - theirs)).ToList();
        Assert.Equal([.. new long[] { golden.Target.Length, golden.Target.Max(row => row.Length), model.Config.VocabSize }], logits.shape);
        var report = $"{variant}: largest difference {differences.Max():E2}, mean {differences.Average():E2}.";
        output.WriteLine(report);
        Assert.True(differences.Max() <= 1e-4, report);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Should_Give_The_References_Three_Losses(string variant)
    {
        // Given
        var golden = Golden.Of(variant);
        using var model = Checkpoint.Load(Golden.Folder(variant));
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
        using var model = Checkpoint.Load(Golden.Folder(variant));

        // When
        var generated = Generation.Greedy(model, golden.Source, maxNewTokens: 24);

        // Then
        var expected = golden.Generated.Select(row => row.Contains(1) ? row[..(Array.IndexOf(row, 1) + 1)] : row).ToArray();
        Assert.Equal(expected, generated);
    }
}
