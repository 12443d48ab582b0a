using CompressionPipeline.Models.Search.Pareto;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Models.Tests.Search.Pareto;

public class HypervolumeTests
{
    private const int Grid = 5;

    private static readonly Arbitrary<double[][]> AnyPoints =
        (from objectives in Gen.Choose(2, 4)
         from points in Gen.Choose(0, Grid + 1).Select(value => (double)value).ArrayOf(objectives).ListOf()
         select points.ToArray()).ToArbitrary();

    [Fact]
    public void Should_Be_The_Area_Of_A_Staircase()
    {
        // By hand: 3 * 1 + 2 * 1 + 1 * 1 over the steps; the fourth point is beaten, the last lies beyond the reference
        Assert.Equal(6, Hypervolume.Of([[1, 3], [2, 2], [3, 1], [3, 3], [0, 5]], [4, 4]), 1e-12);
    }

    [Fact]
    public void Should_Be_The_Volume_Of_Boxes_Counted_Once()
    {
        // By hand: boxes of 2 * 2 * 1, 2 * 1 * 2 and 1 * 2 * 2, of which each two share 2 and all three share 1... less 2 + 2 + 2
        // - 1
        double[][] points = [[1, 1, 2], [1, 2, 1], [2, 1, 1]];
        Assert.Equal(4 + 4 + 4 - 2 - 2 - 2 + 1, Hypervolume.Of(points, [3, 3, 3]), 1e-12);
    }

    [Fact]
    public void Should_Be_Nothing_Without_Points_Below_The_Reference()
    {
        Assert.Equal(0, Hypervolume.Of([], [1, 1]));
        Assert.Equal(0, Hypervolume.Of([[0, 1], [1, 0]], [1, 1]));
    }

    [Fact]
    public void Should_Be_Infinite_Where_A_Point_Is() => Assert.Equal(double.PositiveInfinity,
        Hypervolume.Of([[double.NegativeInfinity, 0], [double.NegativeInfinity, 0]], [1, 1]));

    [Fact]
    public void Should_Count_The_Cells_Of_A_Grid_That_Points_Beat() => Prop.ForAll(AnyPoints, points =>
    {
        var objectives = points.FirstOrDefault()?.Length ?? 2;
        var cells = Enumerable.Range(0, (int)Math.Pow(Grid, objectives)).Count(cell => points.Any(point =>
            Enumerable.Range(0, objectives).All(k => point[k] <= cell / (int)Math.Pow(Grid, k) % Grid)));
        return Math.Abs(cells - Hypervolume.Of(points, [.. Enumerable.Repeat((double)Grid, objectives)])) < 1e-9;
    }).QuickCheckThrowOnFailure();
}
