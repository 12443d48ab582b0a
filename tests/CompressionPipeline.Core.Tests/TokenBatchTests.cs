namespace CompressionPipeline.Core.Tests;

public sealed class TokenBatchTests
{
    [Fact]
    public void Should_Pad_Short_Rows_And_Mask_The_Padding()
    {
        // When
        var batch = TokenBatch.Pad([[5, 6, 1], [7, 1]]);

        // Then
        Assert.Equal([2, 3], batch.Shape);
        Assert.Equal([5, 6, 1, 7, 1, 0], batch.Ids);
        Assert.Equal([1, 1, 1, 1, 1, 0], batch.AttentionMask);
    }

    [Fact]
    public void Should_Have_A_Column_Even_Without_Rows() => Assert.Equal([0, 1], TokenBatch.Pad([]).Shape);

    [Fact]
    public void Should_Put_Texts_Of_Like_Length_Together_The_Longest_First() =>
        Assert.Equal([[1, 4], [0, 2], [3]], TokenBatch.ByLength([3, 9, 3, 0, 7], size: 2));
}
