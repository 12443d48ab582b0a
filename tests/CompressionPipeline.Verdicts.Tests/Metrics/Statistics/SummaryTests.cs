using CompressionPipeline.Verdicts.Metrics.Statistics;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Statistics;

public static class SummaryTests
{
    public sealed class ThePercentile
    {
        [Theory]
        [InlineData(0, 1)]
        [InlineData(25, 1.75)]
        [InlineData(50, 2.5)]
        [InlineData(90, 3.7)]
        [InlineData(100, 4)]
        public void Should_Interpolate_Between_Neighbours(double percent, double expected)
        {
            // When
            var value = Percentile.OfSorted([1, 2, 3, 4], percent);

            // Then
            Assert.Equal(expected, value, 12);
        }

        [Fact]
        public void Should_Be_The_Only_Sample_There_Is() => Assert.Equal(5, Percentile.OfSorted([5], 99));

        [Theory]
        [InlineData(-1)]
        [InlineData(101)]
        public void Should_Refuse_What_Is_No_Percentage(double percent) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => Percentile.OfSorted([1], percent));
    }

    public sealed class TheLatencySummary
    {
        [Fact]
        public void Should_Summarise_Times_In_Any_Order()
        {
            // When
            var summary = LatencySummary.Of([5, 3, 1, 2, 4]);

            // Then
            Assert.Equal((5, 3.0, 3.0), (summary.Count, summary.Mean, summary.P50));
            Assert.Equal(4.6, summary.P90, 12);
            Assert.Equal(4.8, summary.P95, 12);
            Assert.Equal(4.96, summary.P99, 12);
            Assert.Equal(Math.Sqrt(2.5), summary.StandardDeviation, 12);
            Assert.Equal(Math.Sqrt(2.5) / 3, summary.CoefficientOfVariation, 12);
        }

        [Fact]
        public void Should_Give_One_Sample_No_Spread() => Assert.Equal(0, LatencySummary.Of([3]).StandardDeviation);

        [Fact]
        public void Should_Refuse_Samples_That_Are_No_Numbers() =>
            Assert.Throws<ArgumentException>(() => LatencySummary.Of([1, double.PositiveInfinity]));
    }
}
