using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using TestKit;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Tests;

public class VocabularyShrinkTests
{
    // Pad, end of sequence and start are among them, and are not the first.
    private static readonly int[] Kept = [2, 5, 6, 7, 9, 12, 20, 31];

    public static TheoryData<bool, bool> Heads => new() { { true, false }, { true, true }, { false, false }, { false, true } };

    private static T5Config Config(bool tied) => (tied ? TinyT5.Config : TinyT5.Gated) with
    {
        PadTokenId = 6, EosTokenId = 5, DecoderStartTokenId = 9,
    };

    private static ModelMask Mask(T5Config config) => config.KeepAll() with { Vocabulary = new(config.VocabSize, Kept) };

    [Theory]
    [MemberData(nameof(Heads))]
    public void Should_Give_The_Logits_Of_The_Ids_That_Stay(bool tied, bool narrower)
    {
        // Given: a model whole, or with other parts removed
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var config = Config(tied);
        using var whole = TinyT5.Model(3, config);
        var parts = narrower ? RandomMask.Of(config.KeepAll(), new Random(5)) : config.KeepAll();
        using var without = whole.Shrink(parts);
        without.eval();

        // When
        using var smaller = whole.Shrink(parts with { Vocabulary = new(config.VocabSize, Kept) });
        smaller.eval();

        // Then
        long[] source = [7, 12, 31, 2, 5], target = [9, 20, 7, 31];
        var expected = Logits(without, source, target).index_select(2, tensor(Kept.Select(id => (long)id).ToArray()));
        var actual = Logits(smaller, Renumber(source), Renumber(target));
        Assert.InRange((actual - expected).abs().max().item<float>(), 0, 1e-5f);
        Assert.Equal(
            (8, 2, 1, 4),
            (smaller.Config.VocabSize, smaller.Config.PadTokenId, smaller.Config.EosTokenId, smaller.Config.DecoderStartTokenId));
        var rows = (config.VocabSize - Kept.Length) * smaller.Config.DModel * (tied ? 1 : 2);
        Assert.Equal(without.Config.ParameterCount - rows, smaller.Config.ParameterCount);
        Assert.Equal(smaller.Config.ParameterCount, smaller.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Should_Load_As_It_Was_Saved()
    {
        // Given
        using var folder = new TemporaryFolder();
        using var whole = TinyT5.Model(3, Config(tied: false));
        using var smaller = whole.Shrink(Mask(whole.Config));

        // When
        T5Checkpoint.Save(smaller, folder.Path);
        using var loaded = T5Checkpoint.Load(folder.Path);

        // Then
        Assert.Equal(smaller.Config, loaded.Config);
        Assert.Equal(TinyT5.Weights(smaller), TinyT5.Weights(loaded));
    }

    [Fact]
    public void Should_Refuse_To_Take_What_The_Model_Needs_Or_To_Cut_Another_Vocabulary()
    {
        using var whole = TinyT5.Model(3, Config(tied: true));
        Assert.Throws<ArgumentException>(() =>
            whole.Shrink(whole.Config.KeepAll() with { Vocabulary = new(32, [5, 6, 7]) }));
        Assert.Throws<ArgumentException>(() =>
            whole.Shrink(whole.Config.KeepAll() with { Vocabulary = new(33, Kept) }));
    }

    [Fact]
    public void Should_Be_Read_From_A_Mask_And_Cut_Again()
    {
        // Given
        using var folder = new TemporaryFolder();
        var whole = Config(tied: true).KeepAll();
        var first = whole with { Vocabulary = new(32, Kept) };
        var second = whole with { Vocabulary = new(8, [1, 2, 4, 7]) };

        // When
        var both = first.Then(second);

        // Then
        Assert.Equal([5, 6, 9, 31], both.Vocabulary!.ToList());
        Assert.Equal(first, first.Then(whole));
        Assert.Equal(first, whole.Then(first));
        Assert.Equal(both, ModelMask.Read(folder.Write("mask.json", both.ToJson())));
        Assert.False(both.IsWhole);
    }

    private static long[] Renumber(long[] ids) => [.. ids.Select(id => (long)Array.IndexOf(Kept, (int)id))];

    private static Tensor Logits(T5Model model, long[] source, long[] target)
    {
        var ids = tensor(source).unsqueeze(0);
        return model.Logits(ids, ones_like(ids), tensor(target).unsqueeze(0));
    }
}
