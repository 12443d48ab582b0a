using CompressionPipeline.Verdicts.Metrics.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Statistics;

public static class MedianTimeTests
{
    public sealed class TheOfMethod
    {
        [Fact]
        public void Should_Run_Between_Two_Samples_Around_The_Median()
        {
            var times = Gen.Choose(1, 10_000).Select(number => number / 100.0).ListOf(40).Select(list => list.ToArray())
                .ToArbitrary();

            Prop.ForAll(times, samples =>
            {
                var interval = MedianTime.Of(samples, 0.95)!.Value;
                return interval.Value == Percentile.OfSorted([.. samples.Order()], 50) && interval.Low <= interval.Value
                    && interval.Value <= interval.High
                    && samples.Contains(interval.Low) && samples.Contains(interval.High);
            }).QuickCheckThrowOnFailure();
        }

        [Theory]
        // The least and the greatest of n samples hold the median in all but 2 of 2ⁿ cases: 5 samples 93.75 %, 6 96.9 %, 7 98.4
        // %, 8 99.2 %.
        [InlineData(5, 0.95, false)]
        [InlineData(6, 0.95, true)]
        [InlineData(7, 0.99, false)]
        [InlineData(8, 0.99, true)]
        public void Should_Have_No_Answer_From_Too_Few_Samples(int count, double level, bool answers)
        {
            // When
            var interval = MedianTime.Of([.. Enumerable.Range(1, count).Select(i => (double)i)], level);

            // Then
            Assert.Equal(answers, interval is not null);
        }

        [Fact]
        public void Should_Have_No_Width_For_Equal_Times()
        {
            // When
            var interval = MedianTime.Of([.. Enumerable.Repeat(3.0, 20)], 0.95)!.Value;

            // Then
            Assert.Equal((3.0, 3.0, 3.0), (interval.Low, interval.Value, interval.High));
        }

        [Theory]
        [InlineData(20)]
        [InlineData(200)]
        public void Should_Hold_The_True_Median_As_Often_As_It_Says(int count)
        {
            // Given: times of median 1 with a long tail
            var times = new Simulated(3);

            // When
            var held = Enumerable.Range(0, 1000).Count(
                _ => MedianTime.Of(Simulated.Take(count, () => Math.Exp(times.Normal())), 0.95)!.Value.Holds(1));

            // Then: order statistics cannot hit the level exactly, and stay above it
            Assert.InRange(held / 1000.0, 0.935, 0.995);
        }

        [Fact]
        public void Should_Hold_It_Though_Times_Are_Like_Those_Before()
        {
            // Given: disturbances that last about five samples
            var times = new Simulated(4);

            // When
            var held = Enumerable.Range(0, 1000).Count(
                _ => MedianTime.Of([.. times.Drifting(600, 0.8).Select(Math.Exp)], 0.95)!.Value.Holds(1));

            // Then: taken as independent, they would hold it in six of ten cases
            Assert.InRange(held / 1000.0, 0.92, 0.98);
        }

        [Fact]
        public void Should_Refuse_No_Samples_And_Samples_That_Are_No_Numbers()
        {
            Assert.Throws<ArgumentException>(() => MedianTime.Of([], 0.95));
            Assert.Throws<ArgumentException>(() => MedianTime.Of([1, double.NaN], 0.95));
        }
    }
}
