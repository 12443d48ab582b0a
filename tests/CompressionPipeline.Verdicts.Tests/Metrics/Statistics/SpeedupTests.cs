using CompressionPipeline.Verdicts.Metrics.Statistics;
using FsCheck;
using FsCheck.Fluent;
using Interval = CompressionPipeline.Verdicts.Metrics.Statistics.Interval;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Statistics;

public static class SpeedupTests
{
    private const double Level = 0.95;

    /// <summary>Times of two models taken in turns; the machine's factor is of both, the load's of one.</summary>
    private static (double[] Base, double[] Candidate) Times(
        Simulated noise, int rounds, double speedup, Func<int, double> machine, Func<int, double>? load = null)
    {
        var (first, second) = (new double[rounds], new double[rounds]);
        for (var i = 0; i < rounds; i++)
        {
            // The candidate comes second in even rounds and first in odd ones.
            var (early, late) = (machine(2 * i), machine(2 * i + 1));
            first[i] = speedup * (i % 2 == 0 ? early : late) * Math.Exp(0.02 * noise.Normal());
            second[i] = (i % 2 == 0 ? late : early) * (load?.Invoke(i) ?? 1) * Math.Exp(0.02 * noise.Normal());
        }
        return (first, second);
    }

    private static Interval Of((double[] Base, double[] Candidate) times, IReadOnlyList<int>? loads = null) =>
        Speedup.Of(times.Base, times.Candidate, Level, loads)!.Value;

    public sealed class OneLoad
    {
        [Fact]
        public void Should_Be_The_Geometric_Mean_Of_Each_Turns_Ratios()
        {
            // When: turns of 2 and 8, and of 4 and 4
            var interval = Speedup.Of([2, 8, 4, 8], [1, 1, 1, 2], Level)!.Value;

            // Then
            Assert.Equal(
                (4.0, 4.0, 4.0), (Math.Round(interval.Low, 9), Math.Round(interval.Value, 9), Math.Round(interval.High, 9)));
        }

        [Fact]
        public void Should_Turn_Over_With_The_Models()
        {
            var times = Gen.Choose(100, 200).Select(number => number / 10.0).ListOf(24).Select(list => list.ToArray())
                .ToArbitrary();

            Prop.ForAll(times, times, (a, b) =>
            {
                var (forth, back) = (Speedup.Of(a, b, Level)!.Value, Speedup.Of(b, a, Level)!.Value);
                return Math.Abs(forth.Value * back.Value - 1) < 1e-9 && Math.Abs(forth.Low * back.High - 1) < 1e-9;
            }).QuickCheckThrowOnFailure();
        }

        [Fact]
        public void Should_Not_Feel_A_Machine_That_Grows_Slower_All_The_Time()
        {
            // Given: twice as slow at the end
            var times = Times(new(1), 200, 1.5, moment => 1 + moment / 400.0);

            // When
            var interval = Of(times);

            // Then
            Assert.True(interval.Holds(1.5));
            Assert.InRange(interval.High - interval.Low, 0, 0.02);
        }

        [Fact]
        public void Should_Hold_The_Truth_Through_Bursts()
        {
            // Given: one moment in twelve begins a disturbance that doubles the times of ten
            var held = Enumerable.Range(0, 300).Count(run =>
            {
                var noise = new Simulated(run);
                var left = 0;
                double[] factor = [
                    .. Enumerable.Range(0, 800).Select(
                        _ => (left = noise.Uniform() < 1 / 120.0 ? 10 : left - 1) > 0 ? 2.0 : 1.0)];
                return Of(Times(noise, 400, 1.2, moment => factor[moment])).Holds(1.2);
            });

            // Then
            Assert.InRange(held / 300.0, 0.92, 1);
        }

        [Fact]
        public void Should_Find_Five_Percent()
        {
            // When
            var found = Enumerable.Range(0, 200).Count(run => Of(Times(new(run), 200, 1 / 1.05, _ => 1)).High < 1);

            // Then
            Assert.InRange(found / 200.0, 0.95, 1);
        }
    }

    public sealed class SeveralLoads
    {
        [Fact]
        public void Should_Count_Loads_And_Not_Rounds()
        {
            // Given: in each load the candidate lies elsewhere in memory, which changes its speed until the next
            var held = (One: 0, Several: 0);
            for (var run = 0; run < 400; run++)
            {
                var noise = new Simulated(run);
                double[] places = [.. Enumerable.Range(0, 8).Select(_ => Math.Exp(0.03 * noise.Normal()))];
                var times = Times(noise, 160, 1, _ => 1, round => places[round / 20]);
                held.One += Of(((double[])[.. times.Base[..20]], (double[])[.. times.Candidate[..20]])).Holds(1) ? 1 : 0;
                held.Several += Of(times, [.. Enumerable.Repeat(20, 8)]).Holds(1) ? 1 : 0;
            }

            // Then: an interval of one load knows nothing of the others
            Assert.InRange(held.Several / 400.0, 0.93, 0.97);
            Assert.InRange(held.One / 400.0, 0, 0.6);
        }

        [Fact]
        public void Should_Take_The_Undisturbed_Times_Of_Each_Load()
        {
            // Given: most rounds are disturbed in the second load, none in the first
            double[] unpruned = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2];
            double[] candidate = [1, 1, 1, 1, 7, 1, 9, 8, 1, 6];

            // When
            var interval = Speedup.Of(unpruned, candidate, Level, [4, 6])!.Value;

            // Then
            Assert.Equal(2, interval.Value, 9);
            Assert.Equal(interval.Low, interval.High, 9);
        }

        [Fact]
        public void Should_Not_Depend_On_The_Order_Of_Loads()
        {
            // Given
            var times = Times(new(3), 30, 1.3, _ => 1);
            var (first, second) = (times.Base, times.Candidate);

            // When
            var forth = Speedup.Of(first, second, Level, [10, 20])!.Value;
            var back = Speedup.Of([.. first[10..], .. first[..10]], [.. second[10..], .. second[..10]], Level, [20, 10])!.Value;

            // Then
            Assert.Equal(forth.Low, back.Low, 9);
            Assert.Equal(forth.High, back.High, 9);
        }

        [Theory]
        [InlineData(4, 4)]
        [InlineData(5, 5)]
        [InlineData(0, 10)]
        [InlineData(12, -2)]
        public void Should_Have_No_Answer_Where_Loads_Are_Not_The_Rounds(int first, int second)
        {
            // Given
            double[] times = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

            // When
            var interval = Speedup.Of(times, times, Level, [first, second]);

            // Then
            Assert.Null(interval);
        }
    }

    public sealed class BadInput
    {
        [Fact]
        public void Should_Have_No_Answer_Of_A_Single_Turn() => Assert.Null(Speedup.Of([1, 2, 3], [1, 2, 3], Level));

        [Fact]
        public void Should_Refuse_Times_That_Are_None()
        {
            Assert.Throws<ArgumentException>(() => Speedup.Of([1, 0, 1, 1], [1, 1, 1, 1], Level));
            Assert.Throws<ArgumentException>(() => Speedup.Of([1, 1, 1, 1], [1, 1, -1, 1], Level));
            Assert.Throws<ArgumentException>(() => Speedup.Of([1, 1, 1, double.NaN], [1, 1, 1, 1], Level));
            Assert.Throws<ArgumentException>(() => Speedup.Of([], [], Level));
            Assert.StartsWith(
                "Samples are paired, but there are 2 and 1.",
                Assert.Throws<ArgumentException>(() => Speedup.Of([1, 2], [1], Level)).Message);
        }
    }
}
