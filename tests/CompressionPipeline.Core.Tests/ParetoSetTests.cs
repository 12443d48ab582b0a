using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Core.Tests;

public static class ParetoSetTests
{
    private const Direction Up = Direction.HigherIsBetter;
    private const Direction Down = Direction.LowerIsBetter;

    private static readonly Arbitrary<double[][]> AnyPoints =
        (from objectives in Gen.Choose(2, 3)
         from points in Gen.Elements(0, 1, 2, 3, 4, double.NaN, double.PositiveInfinity, double.NegativeInfinity)
             .ArrayOf(objectives).ListOf()
         select points.ToArray()).ToArbitrary();

    private static bool IsFinite(double[] point) => point.All(double.IsFinite);

    private static bool Beats(double[] one, double[] other, params Direction[] directions)
    {
        var gains = one.Select((value, i) => directions[i] == Up ? value - other[i] : other[i] - value).ToList();
        return gains.All(gain => gain >= 0) && gains.Any(gain => gain > 0);
    }

    public sealed class TheOfMethod
    {
        [Fact]
        public void Should_Leave_Out_What_Another_Point_Beats()
        {
            // Given: quality and speed of the unpruned model, a fast one, a slow and bad one, and one beaten in speed alone
            double[][] points = [[30, 1], [28, 2], [27, 1.5], [28, 1.9]];

            // When
            var members = ParetoSet.Of(points, Up, Up);

            // Then
            Assert.Equal([true, true, false, false], members);
        }

        [Fact]
        public void Should_Follow_Each_Direction()
        {
            // Given: quality and parameters
            double[][] points = [[30, 100], [28, 50], [27, 60], [29, 100]];

            // When
            var members = ParetoSet.Of(points, Up, Down);

            // Then
            Assert.Equal([true, true, false, false], members);
        }

        [Fact]
        public void Should_Hold_Equal_Points_Together() =>
            Assert.Equal([true, true, false], ParetoSet.Of([[1, 2], [1, 2], [1, 1]], Up, Up));

        [Fact]
        public void Should_Be_Empty_Of_No_Points() => Assert.Empty(ParetoSet.Of([], Up, Up));

        [Theory]
        [InlineData(Up, Up)]
        [InlineData(Up, Down)]
        [InlineData(Down, Up)]
        [InlineData(Down, Down)]
        public void Should_Hold_Exactly_The_Finite_Points_That_No_Other_Beats(Direction first, Direction second) =>
            Prop.ForAll(AnyPoints, points => ParetoSet.Of(points, first, second, first).SequenceEqual(points.Select(point =>
                IsFinite(point) && !points.Where(IsFinite).Any(other => Beats(other, point, first, second, first)))))
                .QuickCheckThrowOnFailure();

        [Fact]
        public void Should_Not_Depend_On_The_Order() => Prop.ForAll(AnyPoints, points =>
            ParetoSet.Of(points, Up, Up, Up).SequenceEqual(ParetoSet.Of([.. points.Reverse()], Up, Up, Up).Reverse()))
            .QuickCheckThrowOnFailure();
    }

    public sealed class TheFrontsMethod
    {
        [Fact]
        public void Should_Count_The_Fronts_From_The_Best()
        {
            // Given: two that none beats, one beaten by both, one beaten by all, one that failed
            double[][] points = [[0, 2], [2, 0], [2, 2], [3, 3], [double.NaN, 0]];

            // Then
            Assert.Equal([0, 0, 1, 2, -1], ParetoSet.Fronts(points));
        }

        [Fact]
        public void Should_Be_What_Is_Left_When_The_Fronts_Before_Are_Taken_Away() => Prop.ForAll(AnyPoints, points =>
        {
            var fronts = ParetoSet.Fronts(points);
            return points.Index().All(point => fronts[point.Index] == -1 ? !IsFinite(point.Item)
                : IsIn(point.Item, fronts[point.Index]));

            bool IsIn(double[] point, int front)
            {
                var left = points.Where((_, i) => fronts[i] >= front).ToList();
                var before = points.Where((_, i) => fronts[i] == front - 1).ToList();
                return !left.Any(other => Beats(other, point, Down, Down, Down))
                    && (front == 0 || before.Any(other => Beats(other, point, Down, Down, Down)));
            }
        }).QuickCheckThrowOnFailure();
    }
}
