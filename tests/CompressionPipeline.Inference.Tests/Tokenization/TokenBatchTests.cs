using CompressionPipeline.Inference.Tokenization;

namespace CompressionPipeline.Inference.Tests.Tokenization;

public sealed class TokenBatchTests
{
    [Fact]
    public void Should_Fill_Short_Rows_And_Mask_What_It_Filled()
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
    public void Should_Pad_To_A_Length_Of_Ones_Choice()
    {
        Assert.Equal([3, 1, -100, -100], TokenBatch.Pad([[3, 1]], length: 4, padId: -100).Ids);
        Assert.Throws<ArgumentException>(() => TokenBatch.Pad([[3, 1]], length: 1, padId: 0));
    }
}
