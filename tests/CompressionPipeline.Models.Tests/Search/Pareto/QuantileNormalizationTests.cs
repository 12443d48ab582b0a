using CompressionPipeline.Models.Search.Pareto;

namespace CompressionPipeline.Models.Tests.Search.Pareto;

public class QuantileNormalizationTests
{
    [Fact]
    public void Should_Put_The_Best_At_0_The_Worst_At_1_And_Equal_Values_In_The_Middle_Of_Their_Places()
    {
        // Given
        var quantiles = QuantileNormalization.Fit([[10, 3], [20, 3], [20, 3], [40, 3], [1000, 3]]);

        // Then
        Assert.Equal([0, 0.375, 0.375, 0.75, 1], new[] { 10.0, 20, 20, 40, 1000 }.Select(
            value => quantiles.Transform([value, 3])[0]));
        Assert.Equal(0, quantiles.Transform([10, 3])[1]);
    }

    [Fact]
    public void Should_Interpolate_Between_Observations_And_Stay_From_0_To_1_Beyond_Them()
    {
        var quantiles = QuantileNormalization.Fit([[0.0, 0], [10, 10], [20, 20]]);
        Assert.Equal([0.25, 0], quantiles.Transform([5, -5]));
        Assert.Equal([1, 0.75], quantiles.Transform([99, 15]));
    }

    [Fact]
    public void Should_Have_All_Of_4_At_The_Best_Of_Everything_And_Nothing_Where_Nothing_Is_Known()
    {
        Assert.Equal(4, Hypervolume.OfQuantiles([[0, 0]], 2), 1e-12);
        Assert.Equal(1, Hypervolume.OfQuantiles([[1, 1]], 2), 1e-12);
        Assert.Equal(0, Hypervolume.OfQuantiles([], 2), 1e-12);
        Assert.Equal(3.25, Hypervolume.OfQuantiles([[0, 1], [1, 0], [0.5, 0.5]], 2), 1e-12);
    }
}
