using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Statistics;

public static class ParetoSetTests
{
    private const Direction Up = Direction.HigherIsBetter;
    private const Direction Down = Direction.LowerIsBetter;

    private static readonly Arbitrary<(double, double)[]> AnyPoints =
        (from first in Gen.Elements(0, 1, 2, 3, 4, double.NaN, double.PositiveInfinity)
         from second in Gen.Elements(0, 1, 2, 3, 4, double.NegativeInfinity)
         select (first, second)).ListOf().Select(points => points.ToArray()).ToArbitrary();

    private static bool IsFinite((double First, double Second) point) => double.IsFinite(point.First) && double.IsFinite(point.Second);

    public sealed class TheOfMethod
    {
        [Fact]
        public void Should_Leave_Out_What_Another_Point_Beats()
        {
            // Given: quality and speed of the unpruned model, a fast one, a slow and bad one, and one beaten in speed alone
            (double, double)[] points = [(30, 1), (28, 2), (27, 1.5), (28, 1.9)];

            // When
            var members = ParetoSet.Of(points, Up, Up);

            // Then
            Assert.Equal([true, true, false, false], members);
        }

        [Fact]
        public void Should_Follow_Each_Direction()
        {
            // Given: quality and parameters
            (double, double)[] points = [(30, 100), (28, 50), (27, 60), (29, 100)];

            // When
            var members = ParetoSet.Of(points, Up, Down);

            // Then
            Assert.Equal([true, true, false, false], members);
        }

        [Fact]
        public void Should_Hold_Equal_Points_Together() => Assert.Equal([true, true, false], ParetoSet.Of([(1, 2), (1, 2), (1, 1)], Up, Up));

        [Fact]
        public void Should_Be_Empty_Of_No_Points() => Assert.Empty(ParetoSet.Of([], Up, Up));

        [Theory]
        [InlineData(Up, Up)]
        [InlineData(Up, Down)]
        [InlineData(Down, Up)]
        [InlineData(Down, Down)]
        public void Should_Hold_Exactly_The_Finite_Points_That_No_Other_Beats(Direction first, Direction second)
        {
            Prop.ForAll(AnyPoints, points => ParetoSet.Of(points, first, second)
                .SequenceEqual(points.Select(point => IsFinite(point) && !points.Where(IsFinite).Any(other => Beats(other, point))))).QuickCheckThrowOnFailure();

            bool Beats((double First, double Second) one, (double First, double Second) other) =>
                Gain(one.First, other.First, first) >= 0 && Gain(one.Second, other.Second, second) >= 0
                && (Gain(one.First, other.First, first) > 0 || Gain(one.Second, other.Second, second) > 0);

            static double Gain(double one, double other, Direction direction) => direction == Up ? one - other : other - one;
        }

        [Fact]
        public void Should_Not_Depend_On_The_Order()
        {
            Prop.ForAll(AnyPoints, points =>
                ParetoSet.Of(points, Up, Up).SequenceEqual(ParetoSet.Of([.. points.Reverse()], Up, Up).Reverse())).QuickCheckThrowOnFailure();
        }
    }
}
