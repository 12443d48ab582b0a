using CompressionPipeline.Models.Search.Pareto;

namespace CompressionPipeline.Models.Tests.Search.Pareto;

public class EpsilonNetTests
{
    [Fact]
    public void Should_Begin_With_The_Best_First_Objective_And_Go_On_With_The_Farthest()
    {
        // Given: on a line, at 0, 2, 5 and 10; farthest from 0 is 10, then 5, which is 5 from both
        double[][] points = [[5, 5], [0, 10], [10, 0], [2, 8]];

        // Then
        Assert.Equal([1, 2, 0, 3], EpsilonNet.Order(points));
    }

    [Fact]
    public void Should_Not_Depend_On_The_Unit_Of_An_Objective()
    {
        double[][] points = [[0, 10], [1, 4], [4, 3], [9, 0]];
        Assert.Equal(EpsilonNet.Order(points), EpsilonNet.Order([.. points.Select(point => new[] { point[0], 1e6 * point[1] })]));
    }

    [Fact]
    public void Should_Order_Points_Farther_Apart_Than_Any_Number()
    {
        double[][] points = [[double.MinValue, 3], [0, 2], [double.MaxValue, 0]];
        Assert.Equal([0, 2, 1], EpsilonNet.Order(points));
    }

    [Fact]
    public void Should_Rank_Fronts_First()
    {
        // Given: the last two are beaten
        double[][] points = [[1, 1], [0, 2], [2, 0], [3, 3], [2, 2]];

        // Then: 0, then the farthest of its front, then the middle; the beaten ones last
        Assert.Equal([2, 0, 1, 4, 3], EpsilonNet.Priorities(points));
    }

    [Fact]
    public void Should_Order_Nothing_And_Equal_Points()
    {
        Assert.Empty(EpsilonNet.Order([]));
        Assert.Equal([0, 1, 2], EpsilonNet.Order([[1, 1], [1, 1], [1, 1]]));
    }
}
