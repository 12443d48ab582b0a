using CompressionPipeline.Verdicts.Metrics.Statistics;
using FsCheck;
using FsCheck.Fluent;
using Interval = CompressionPipeline.Verdicts.Metrics.Statistics.Interval;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Statistics;

public static class ResamplingTests
{
    private const double Level = 0.95;

    private static readonly Arbitrary<double[]> AnySamples =
        Gen.Choose(0, 10_000).Select(number => number / 100.0).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();

    private static void Near(Interval expected, Interval? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Value, actual.Value.Value, 9);
        Assert.Equal(expected.Low, actual.Value.Low, 9);
        Assert.Equal(expected.Middle, actual.Value.Middle, 9);
        Assert.Equal(expected.High, actual.Value.High, 9);
        Assert.Equal(expected.Level, actual.Value.Level);
    }

    public sealed class TheMeanMethod
    {
        [Theory]
        // Three examples whose precision, recall and F are 1, 1/3, 1/2; 0, 0, 0; 1, 1, 1: what the reference scorer publishes for
        // its aggregator.
        [InlineData(1, 0, 1, 0.9, 1 / 3.0, 2 / 3.0, 1)]
        [InlineData(1 / 3.0, 0, 1, 0.9, 1 / 9.0, 4 / 9.0, 7 / 9.0)]
        [InlineData(1 / 2.0, 0, 1, 0.9, 1 / 6.0, 3 / 6.0, 5 / 6.0)]
        // An interval that is to hold nothing is the median of the resampled means.
        [InlineData(1, 0, 1, 1e-12, 2 / 3.0, 2 / 3.0, 2 / 3.0)]
        [InlineData(1 / 3.0, 0, 1, 1e-12, 4 / 9.0, 4 / 9.0, 4 / 9.0)]
        [InlineData(1 / 2.0, 0, 1, 1e-12, 3 / 6.0, 3 / 6.0, 3 / 6.0)]
        public void Should_Agree_With_The_Reference_Scorers_Aggregator(
            double first, double second, double third, double level, double low, double middle, double high)
        {
            // When
            var interval = new Resampling(3).Mean([first, second, third], level);

            // Then
            Near(new((first + second + third) / 3, low, middle, high, level), interval);
        }

        [Fact]
        public void Should_Stay_Within_The_Samples_And_In_Order()
        {
            Prop.ForAll(AnySamples, samples =>
            {
                var interval = new Resampling(samples.Length, 50).Mean(samples, Level);
                return samples.Min() <= interval.Low + 1e-9 && interval.Low <= interval.Middle && interval.Middle <= interval.High
                    && interval.High <= samples.Max() + 1e-9 && Math.Abs(interval.Value - samples.Average()) < 1e-9;
            }).QuickCheckThrowOnFailure();
        }

        [Fact]
        public void Should_Move_And_Stretch_With_The_Samples()
        {
            Prop.ForAll(AnySamples, samples =>
            {
                var resampling = new Resampling(samples.Length, 50);
                var (plain, changed) = (
                    resampling.Mean(samples, Level), resampling.Mean([.. samples.Select(sample => 3 * sample - 7)], Level));
                return Math.Abs(changed.Low - (3 * plain.Low - 7)) < 1e-9 && Math.Abs(changed.High - (3 * plain.High - 7)) < 1e-9;
            }).QuickCheckThrowOnFailure();
        }

        [Theory]
        [InlineData(1)]
        [InlineData(3)]
        [InlineData(4)]
        [InlineData(257)]
        public void Should_Have_No_Width_For_Equal_Samples(int count)
        {
            // When
            var interval = new Resampling(count, 10).Mean([.. Enumerable.Repeat(7.0, count)], Level);

            // Then
            Assert.Equal(new Interval(7, 7, 7, 7), interval);
        }

        [Fact]
        public void Should_Interpolate_Between_The_Means()
        {
            // Given: two resamples, whose means an interval of half the mass tells
            double[] samples = [0, 1, 10, 100, 1000];
            var resampling = new Resampling(samples.Length, resamples: 2);
            var half = resampling.Mean(samples, 0.5);
            var (least, greatest) = (half.Low - (half.High - half.Low) / 2, half.High + (half.High - half.Low) / 2);

            // When
            var wide = resampling.Mean(samples, 0.9);

            // Then
            Assert.True(least < greatest);
            Near(
                new(
                    samples.Average(), least + 0.05 * (greatest - least), (least + greatest) / 2,
                    greatest - 0.05 * (greatest - least), 0.9),
                wide);
        }

        [Fact]
        public void Should_Repeat_Itself_For_A_Seed_And_Differ_For_Another()
        {
            // Given
            double[] samples = [.. Enumerable.Range(0, 50).Select(i => (double)(i * i % 17))];

            // When
            var (first, again, other) = (Of(1), Of(1), Of(2));

            // Then
            Assert.Equal(first, again);
            Assert.NotEqual(first, other);

            Interval Of(long seed) => new Resampling(50, seed: seed).Mean(samples, Level);
        }

        [Fact]
        public void Should_Give_The_Same_Numbers_On_Every_Machine()
        {
            // When
            var interval = new Resampling(5, 10, seed: 7).Mean([1, 2, 3, 4, 10], 0.8);

            // Then
            Near(new(4, 3.28, 4.2, 5.8, 0.8), interval);
        }

        [Theory]
        [InlineData(0.5)]
        [InlineData(0.9)]
        [InlineData(0.99)]
        public void Should_Be_Wider_At_A_Higher_Level(double level)
        {
            // Given
            double[] samples = [.. Enumerable.Range(0, 60).Select(i => (double)(i * i % 23))];

            // When
            var (narrow, wide) = (new Resampling(60).Mean(samples, level - 0.05), new Resampling(60).Mean(samples, level));

            // Then
            Assert.True(wide.Low < narrow.Low && narrow.High < wide.High);
        }

        [Fact]
        public void Should_Hold_The_True_Mean_As_Often_As_It_Says()
        {
            // Given: scores from 0 to 100, many low and few high, of mean 25
            var scores = new Simulated(1);

            // When
            var held = Enumerable.Range(0, 400).Count(
                run => new Resampling(200, seed: run)
                    .Mean(Simulated.Take(200, () => 50 * scores.Uniform() * scores.Uniform() * 2), Level).Holds(25));

            // Then
            Assert.InRange(held / 400.0, 0.93, 0.97);
        }

        [Fact]
        public void Should_Refuse_What_It_Cannot_Resample()
        {
            var resampling = new Resampling(2);

            Assert.Throws<ArgumentException>(() => resampling.Mean([1, double.NaN], Level));
            Assert.Throws<ArgumentException>(() => resampling.Mean([1, double.NegativeInfinity], Level));
            Assert.StartsWith(
                "A column has 3 values for 2 examples.",
                Assert.Throws<ArgumentException>(() => resampling.Mean([1, 2, 3], Level)).Message);
            Assert.Throws<ArgumentOutOfRangeException>(() => new Resampling(0));
            Assert.Throws<ArgumentOutOfRangeException>(() => new Resampling(2, 0));
            Assert.Throws<ArgumentOutOfRangeException>(() => resampling.Mean([1, 2], 0));
            Assert.Throws<ArgumentOutOfRangeException>(() => resampling.Mean([1, 2], 1));
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
            var interval = new Resampling(4).Difference(baseline, candidate, Level);

            // Then
            Near(new(-0.5, -0.5, -0.5, -0.5), interval);
        }

        [Fact]
        public void Should_Be_The_Mean_Of_The_Differences()
        {
            Prop.ForAll(AnySamples, samples =>
            {
                var other = samples.Reverse().ToArray();
                var resampling = new Resampling(samples.Length, 41);
                var (interval, mean) = (
                    resampling.Difference(samples, other, Level),
                    resampling.Mean([.. other.Zip(samples, (a, b) => a - b)], Level));
                return Math.Abs(interval.Value - mean.Value) < 1e-9 && Math.Abs(interval.Low - mean.Low) < 1e-9
                    && Math.Abs(interval.High - mean.High) < 1e-9;
            }).QuickCheckThrowOnFailure();
        }

        [Fact]
        public void Should_Turn_Its_Sign_With_The_Sides()
        {
            Prop.ForAll(AnySamples, samples =>
            {
                var other = samples.Reverse().ToArray();
                var resampling = new Resampling(samples.Length, 41);
                var (forth, back) = (resampling.Difference(samples, other, Level), resampling.Difference(other, samples, Level));
                return Math.Abs(forth.Value + back.Value) < 1e-9 && Math.Abs(forth.Low + back.High) < 1e-9
                    && Math.Abs(forth.High + back.Low) < 1e-9;
            }).QuickCheckThrowOnFailure();
        }

        [Fact]
        public void Should_Hold_The_True_Change_As_Often_As_It_Says()
        {
            // Given: examples of very different difficulty, on each of which the candidate is about one point worse
            var scores = new Simulated(2);

            // When
            var held = Enumerable.Range(0, 400).Count(run =>
            {
                var baseline = Simulated.Take(200, () => 20 + 60 * scores.Uniform());
                double[] candidate = [.. baseline.Select(score => score - 1 + 5 * scores.Normal())];
                return new Resampling(200, seed: run).Difference(baseline, candidate, Level).Holds(-1);
            });

            // Then
            Assert.InRange(held / 400.0, 0.93, 0.97);
        }
    }

    public sealed class ThePercentDifferenceMethod
    {
        [Fact]
        public void Should_Be_In_Percent_Of_The_Baselines_Mean()
        {
            // When: each example is a tenth worse
            var interval = new Resampling(3).PercentDifference([10, 20, 60], [9, 18, 54], Level);

            // Then
            Near(new(-10, -10, -10, -10), interval);
        }

        [Theory]
        [InlineData(0, 0)]
        [InlineData(0, 5)]
        public void Should_Have_No_Answer_Where_The_Baseline_Can_Be_Nothing(double first, double second)
        {
            // When
            var interval = new Resampling(2).PercentDifference([first, second], [1, 1], Level);

            // Then
            Assert.Null(interval);
        }
    }

    public sealed class TheMeansMethod
    {
        [Fact]
        public void Should_Not_Depend_On_What_Else_Is_Resampled_Nor_In_Which_Order()
        {
            Prop.ForAll(AnySamples, samples =>
            {
                double[] second = [.. samples.Reverse()], third = [.. samples.Select(Math.Sqrt)];
                var resampling = new Resampling(samples.Length, 30);
                var (forth, back) = (resampling.Means([samples, second, third]), resampling.Means([third, second, samples]));
                return forth[0].Interval(Level) == back[2].Interval(Level) && forth[1].Less(forth[0], Level) == back[1].Less(
                    back[2], Level)
                    && forth[2].Interval(Level) == resampling.Mean(third, Level);
            }).QuickCheckThrowOnFailure();
        }
    }
}
