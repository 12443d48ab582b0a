using CompressionPipeline.Models.Search.Bayesian;

namespace CompressionPipeline.Models.Tests.Search.Bayesian;

public class GaussianProcessTests
{
    private static readonly double[][] Line = [.. Enumerable.Range(0, 9).Select(i => new[] { i / 8.0 })];

    [Fact]
    public void Should_Know_What_It_Was_Given_And_Doubt_What_Lies_Far_Off()
    {
        // Given
        var process = new GaussianProcess(new([0.2]), Line[..5], [.. Line[..5].Select(x => Math.Sin(6 * x[0]))]);

        // When
        var (means, deviations) = process.Predict([Line[2], [0.3], [1.0]]);

        // Then
        Assert.Equal(Math.Sin(6 * 0.25), means[0], 1e-3);
        Assert.Equal(Math.Sin(6 * 0.3), means[1], 0.02);
        Assert.True(deviations[0] < deviations[1] && deviations[1] < deviations[2]);
    }

    [Fact]
    public void Should_Solve_The_Case_That_Can_Be_Done_By_Hand()
    {
        // Given: values 1 and -1 at 0 and 1, which are alike by k; then the variance is 1 / (1 + noise - k), and in the middle
        // nothing is known but the mean
        var kernel = new Kernel([1]);
        var k = kernel.Of([0], [1]);
        var middle = kernel.Of([0], [0.5]);

        // When
        var (means, deviations) = new GaussianProcess(kernel, [[0], [1]], [1, -1]).Predict([[0.5]]);

        // Then
        Assert.Equal((1 + Math.Sqrt(5) + (5.0 / 3)) * Math.Exp(-Math.Sqrt(5)), k, 1e-12);
        Assert.Equal(0, means[0], 1e-12);
        const double Alone = 1 + GaussianProcess.Noise;
        Assert.Equal(Math.Sqrt((1 - (2 * middle * middle / (Alone + k))) / (Alone - k)), deviations[0], 1e-9);
    }

    [Fact]
    public void Should_Find_Which_Input_Matters()
    {
        // Given: values that follow from the first of two inputs
        var random = new Random(1);
        double[][] points = [.. Enumerable.Range(0, 40).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
        var search = new KernelSearch(2);

        // When
        search.Fit(points, [.. points.Select(x => Math.Sin(8 * x[0]))]);

        // Then
        Assert.True(search.Kernel.Lengths[1] > 3 * search.Kernel.Lengths[0]);
    }

    [Fact]
    public void Should_Bear_Values_That_Are_All_The_Same()
    {
        var (means, deviations) = new GaussianProcess(new([0.5]), Line, [.. Line.Select(_ => 2.0)]).Predict([[0.1]]);
        Assert.Equal(2, means[0], 1e-9);
        Assert.True(double.IsFinite(deviations[0]) && deviations[0] > 0);
    }
}
