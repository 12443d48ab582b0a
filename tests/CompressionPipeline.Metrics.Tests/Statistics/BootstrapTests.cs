using CompressionPipeline.Metrics.Statistics;
using FsCheck;
using FsCheck.Fluent;
using Interval = CompressionPipeline.Metrics.Statistics.Interval;

namespace CompressionPipeline.Metrics.Tests.Statistics;

public static class BootstrapTests
{
    private static readonly Arbitrary<double[]> AnySamples =
        Gen.Choose(0, 10_000).Select(number => number / 100.0).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();

    public sealed class TheMeanMethod
    {
        [Fact]
        public void Should_Stay_Within_The_Samples_And_In_Order()
        {
            Prop.ForAll(AnySamples, samples =>
            {
                var interval = Bootstrap.Mean(samples, seed: 1, resamples: 50);
                return samples.Min() <= interval.Low + 1e-9 && interval.Low <= interval.Middle && interval.Middle <= interval.High
                    && interval.High <= samples.Max() + 1e-9 && Math.Abs(interval.Value - samples.Average()) < 1e-9;
            }).QuickCheckThrowOnFailure();
        }

        [Fact]
        public void Should_Have_No_Width_For_Equal_Samples()
        {
            // When
            var interval = Bootstrap.Mean([7, 7, 7], seed: 3);

            // Then
            Assert.Equal(new Interval(7, 7, 7, 7), interval);
        }

        [Fact]
        public void Should_Repeat_Itself_For_A_Seed_And_Differ_For_Another()
        {
            // Given
            double[] samples = [.. Enumerable.Range(0, 50).Select(i => (double)(i * i % 17))];

            // When
            var (first, again, other) = (Bootstrap.Mean(samples, 1), Bootstrap.Mean(samples, 1), Bootstrap.Mean(samples, 2));

            // Then
            Assert.Equal(first, again);
            Assert.NotEqual(first, other);
        }

        [Fact]
        public void Should_Be_As_Wide_As_Theory_Says()
        {
            // Given: 400 samples of standard deviation 1, so that the mean's is 1/20
            double[] samples = [.. Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? 1.0 : -1.0)];

            // When
            var interval = Bootstrap.Mean(samples, 42);

            // Then: 1.96 standard deviations to each side, within what 1,000 resamples leave open
            Assert.InRange(interval.High - interval.Low, 0.17, 0.225);
            Assert.InRange(interval.Middle, -0.01, 0.01);
        }

        [Fact]
        public void Should_Refuse_No_Samples_And_Samples_That_Are_No_Numbers()
        {
            Assert.Throws<ArgumentException>(() => Bootstrap.Mean([], 1));
            Assert.Throws<ArgumentException>(() => Bootstrap.Mean([1, double.NaN], 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Mean([1], 1, resamples: 0));
        }
    }

    public sealed class TheDifferenceMethod
    {
        [Fact]
        public void Should_Pair_The_Examples()
        {
            // Given: very different examples, each half a point worse
            double[] baseline = [1, 50, 99, 20];
            double[] candidate = [0.5, 49.5, 98.5, 19.5];

            // When
            var interval = Bootstrap.Difference(baseline, candidate, seed: 1);

            // Then
            Assert.Equal(new Interval(-0.5, -0.5, -0.5, -0.5), interval);
        }

        [Fact]
        public void Should_Turn_Its_Sign_With_The_Sides()
        {
            Prop.ForAll(AnySamples, samples =>
            {
                var other = samples.Reverse().ToArray();
                var (forth, back) = (Bootstrap.Difference(samples, other, 5, 41), Bootstrap.Difference(other, samples, 5, 41));
                return Math.Abs(forth.Value + back.Value) < 1e-9 && Math.Abs(forth.Low + back.High) < 1e-9;
            }).QuickCheckThrowOnFailure();
        }

        [Fact]
        public void Should_Refuse_Unequal_Counts()
        {
            // When
            var fault = Assert.Throws<ArgumentException>(() => Bootstrap.Difference([1, 2], [1], 1));

            // Then
            Assert.StartsWith("Samples are paired, but there are 2 and 1.", fault.Message, StringComparison.Ordinal);
        }
    }

    public sealed class TheSpeedupMethod
    {
        [Fact]
        public void Should_Be_The_Ratio_Of_Medians()
        {
            // When
            var interval = Bootstrap.Speedup([30, 31, 90, 29, 30], [15, 15.5, 45, 14.5, 15], seed: 1);

            // Then: rounds drawn together keep their ratio
            Assert.Equal(new Interval(2, 2, 2, 2), interval);
        }

        [Fact]
        public void Should_Refuse_Times_That_Are_Not_Positive() => Assert.Throws<ArgumentException>(() => Bootstrap.Speedup([1, 0], [1, 1], 1));
    }
}
