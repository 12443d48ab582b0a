namespace CompressionPipeline.Core.Tests;

public static class StackLevelTests
{
    [Theory]
    [InlineData(8, 2, 2)]
    [InlineData(12, 2, 4)]
    [InlineData(24, 2, 8)]
    [InlineData(4, 1, 1)]
    [InlineData(1, 6, 1)]
    public static void Should_Keep_The_Papers_Counts_And_At_Least_One_Layer(int depth, int sixths, int kept)
    {
        // Then
        Assert.Equal(kept, StackLevel.Kept(depth, sixths));
    }
}
