using CompressionPipeline.Stages.Tasks;

namespace CompressionPipeline.Stages.Tests.Benchmark;

public class PinnedSourcesTests
{
    private static readonly int[][] Documents = [[10, 11, 12, 13, 14, 1], [20, 1], [30, 31, 1]];

    [Fact]
    public void Should_Cut_A_Document_That_Is_Too_Long_And_Keep_The_End_Of_Sequence()
    {
        // When
        var source = new PinnedSources(Documents, length: 4, endOfSequence: 1).Batch(0, 1)[0];

        // Then
        Assert.Equal([10, 11, 12, 1], source);
    }

    [Fact]
    public void Should_Go_On_With_The_Next_Documents_Where_One_Is_Too_Short()
    {
        // When
        var source = new PinnedSources(Documents, length: 6, endOfSequence: 1).Batch(1, 1)[0];

        // Then
        Assert.Equal([20, 30, 31, 10, 11, 1], source);
    }

    [Fact]
    public void Should_Go_Around_Where_A_Batch_Is_Larger_Than_The_Documents()
    {
        // When
        var batch = new PinnedSources(Documents, length: 2, endOfSequence: 1).Batch(1, 4);

        // Then
        Assert.Equal([[20, 1], [30, 1], [10, 1], [20, 1]], batch);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void Should_Give_Every_Source_The_Same_Length(int length)
    {
        // When
        var batch = new PinnedSources([[1], [5, 1]], length, endOfSequence: 1).Batch(7, 8);

        // Then
        Assert.All(batch, source => Assert.Equal(length, source.Length));
    }
}
