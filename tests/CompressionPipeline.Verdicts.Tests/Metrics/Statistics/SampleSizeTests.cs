using CompressionPipeline.Verdicts.Metrics.Statistics;
using Interval = CompressionPipeline.Verdicts.Metrics.Statistics.Interval;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Statistics;

public static class SampleSizeTests
{
    public sealed class TheMoreMethod
    {
        [Theory]
        // Half the width takes four times the samples.
        [InlineData(100, 2, 1, 300)]
        [InlineData(100, 3, 1, 800)]
        [InlineData(10, 1.5, 1, 13)]
        // The limit is outside already, or at the end.
        [InlineData(100, 1, 2, 0)]
        [InlineData(100, 1, 1, 0)]
        // Signs do not matter.
        [InlineData(100, -2, -1, 300)]
        public void Should_Narrow_The_Interval_With_The_Root_Of_The_Samples(
            int samples, double halfWidth, double distance, long more)
        {
            // When
            var actual = SampleSize.More(samples, new Interval(0, -halfWidth, 0, halfWidth), distance);

            // Then
            Assert.Equal(more, actual);
        }

        [Theory]
        [InlineData(100, 1, 0)]
        [InlineData(100, 0, 0)]
        [InlineData(100, 1, 1e-5)]
        [InlineData(100, double.NaN, 1)]
        [InlineData(100, double.PositiveInfinity, 1)]
        public void Should_Have_No_Answer_Where_No_Number_Would_Do(int samples, double halfWidth, double distance)
        {
            // When
            var actual = SampleSize.More(samples, new Interval(0, -halfWidth, 0, halfWidth), distance);

            // Then
            Assert.Null(actual);
        }

        [Theory]
        // 3 wide above the value, 2 below.
        [InlineData(11, 80)]
        [InlineData(9, 30)]
        [InlineData(14, 0)]
        public void Should_Take_The_Half_On_The_Limits_Side(double limit, long more)
        {
            // When
            var actual = SampleSize.More(10, new Interval(10, 8, 10, 13), limit);

            // Then
            Assert.Equal(more, actual);
        }

        [Fact]
        public void Should_Suffice_In_A_Simulation()
        {
            // Given: a drop of 0.5 points of which 200 examples leave open whether it is below 1
            var scores = new Simulated(5);
            var few = Simulated.Take(200, () => 0.5 + 5 * scores.Normal());
            var interval = new Resampling(200).Mean(few, 0.95);
            Assert.True(interval.Holds(1));

            // When: that many more examples like these
            var more = SampleSize.More(200, interval, 1)!.Value;
            double[] many = [.. Enumerable.Range(0, (int)(200 + more)).Select(i => few[i % 200])];

            // Then: about as many as are needed
            var settled = new Resampling(many.Length).Mean(many, 0.95);
            Assert.InRange(settled.High, 1 - 0.1, 1 + 0.1);
        }
    }
}
