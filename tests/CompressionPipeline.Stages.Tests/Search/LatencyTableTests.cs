using CompressionPipeline.Models.Masks;
using CompressionPipeline.Stages.Search;

namespace CompressionPipeline.Stages.Tests.Search;

public class LatencyTableTests
{
    private static readonly LatencyTable Table = new(
        Fixed: 10,
        Encoder: new([new(0, 0), new(1, 2), new(4, 5)], [new(0, 0), new(8, 4)]),
        Decoder: new([new(0, 0), new(2, 8)], [new(0, 0), new(4, 3), new(8, 5)]));

    [Theory]
    [InlineData(4, 8, 2, 8, 10 + 5 + 4 + 8 + 5)]
    [InlineData(0, 8, 2, 0, 10 + 0 + 4 + 8 + 0)]
    // Between two widths, on the line between them.
    [InlineData(3, 2, 1, 6, 10 + 4 + 1 + 4 + 4)]
    public void Should_Add_Up_The_Blocks_That_Stay(int heads, int units, int decoderHeads, int decoderUnits, double expected)
    {
        // Given
        var mask = new ModelMask(
            new(new(2, [0]), [Layer(heads, 4, units), Layer(4, 4, 8)]),
            new(new(1), [Layer(decoderHeads, 2, decoderUnits) with { CrossHeads = First(decoderHeads, 2) }]),
            new(4));

        // When
        var estimate = Table.Estimate(mask);

        // Then
        Assert.Equal(expected, estimate, 9);
    }

    private static LayerMask Layer(int heads, int allHeads, int units) => new(First(heads, allHeads), First(units, 8));

    private static KeptIndices First(int count, int all) => new(all, [.. Enumerable.Range(0, count)]);
}
