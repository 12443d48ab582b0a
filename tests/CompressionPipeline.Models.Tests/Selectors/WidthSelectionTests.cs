using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Selectors;

namespace CompressionPipeline.Models.Tests.Selectors;

public class WidthSelectionTests
{
    private static readonly double[][] Scores = [[5, 1, 4, 2], [3, 9, 8, 7]];

    [Fact]
    public void Should_Rank_All_Layers_Of_A_Stack_Together()
    {
        // When: three of eight go, 1, 2 and 3
        var counts = WidthSelection.Counts(Scores, 0.375);
        var kept = WidthSelection.Keep(MaskPart.Units, Scores, counts, new());

        // Then
        Assert.Equal([2, 3], counts);
        Assert.Equal([0, 2], kept[0].ToList());
        Assert.Equal([1, 2, 3], kept[1].ToList());
    }

    [Fact]
    public void Should_Round_Units_Up_And_Never_Beyond_What_There_Is()
    {
        double[] scores = [.. Enumerable.Range(0, 20).Select(i => (double)i)];
        var kept = WidthSelection.Keep(MaskPart.Units, [scores], [9], new(RoundTo: 8));
        Assert.Equal(Enumerable.Range(4, 16), kept[0].ToList());
        Assert.Equal(20, WidthSelection.Keep(MaskPart.Units, [new double[20]], [17], new(RoundTo: 16))[0].Count);
        Assert.Equal(3, WidthSelection.Keep(MaskPart.Heads, [new double[8]], [3], new(RoundTo: 8))[0].Count);
    }

    [Fact]
    public void Should_Keep_The_Same_Heads_In_Every_Layer_Of_A_Uniform_Stack()
    {
        // Given: the sums are 8, 10, 12, 9
        var heads = WidthSelection.Keep(MaskPart.Heads, Scores, [1, 3], new(Uniform: true));

        // Then
        Assert.All(heads, layer => Assert.Equal([1, 2], layer.ToList()));
    }

    [Fact]
    public void Should_Keep_As_Many_Units_And_Each_Layers_Own_In_A_Uniform_Stack()
    {
        var units = WidthSelection.Keep(MaskPart.Units, Scores, [1, 3], new(Uniform: true));
        Assert.Equal([0, 2], units[0].ToList());
        Assert.Equal([1, 2], units[1].ToList());
    }
}
