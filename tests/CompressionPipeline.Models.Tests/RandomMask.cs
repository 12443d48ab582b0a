using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Tests;

/// <summary>Masks that keep anything from nothing to all of each part, the same for the same seed.</summary>
internal static class RandomMask
{
    public static ModelMask Of(ModelMask whole, Random random, bool hidden = true) => new(
        Stack(whole.Encoder, random),
        whole.Decoder is { } decoder ? Stack(decoder, random) : null,
        hidden ? Some(whole.Hidden, random, least: 4) : whole.Hidden);

    private static StackMask Stack(StackMask whole, Random random) => new(
        Some(whole.Kept, random, least: 1),
        [.. whole.Layers.Select(layer => new LayerMask(
            Some(layer.Heads, random), Some(layer.Units, random), layer.CrossHeads is { } cross ? Some(cross, random) : null))]);

    private static KeptIndices Some(KeptIndices whole, Random random, int least = 0)
    {
        var indices = Enumerable.Range(0, whole.Of).ToArray();
        random.Shuffle(indices);
        return new(whole.Of, [.. indices.Take(random.Next(Math.Min(least, whole.Of), whole.Of + 1)).Order()]);
    }
}
