using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Tests.Search;

/// <summary>Masks that keep everything of some models.</summary>
internal static class Wholes
{
    public static ModelMask Encoder(int layers, int heads, int units) =>
        new(Stack(layers, heads, units, cross: false), null, new(768));

    public static ModelMask EncoderDecoder(int encoder, int decoder, int heads, int units) =>
        new(Stack(encoder, heads, units, cross: false), Stack(decoder, heads, units, cross: true), new(512));

    private static StackMask Stack(int layers, int heads, int units, bool cross) => new(
        new(layers), [.. Enumerable.Range(0, layers).Select(
            _ => new LayerMask(new(heads), new(units), cross ? new(heads) : null))]);
}
