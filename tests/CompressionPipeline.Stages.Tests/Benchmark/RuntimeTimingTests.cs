using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Stages.Tests.Benchmark.Machine;
using CompressionPipeline.Verdicts.Results;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Benchmark;

public class RuntimeTimingTests
{
    private readonly FakeRuntime runtime = new();

    [Fact]
    public void Should_Load_Both_Models_Anew_Again_And_Again_And_Each_First_In_Turn()
    {
        // When
        Timed(loads: 3, iterations: 10);

        // Then
        Assert.Equal(
            [
                "+ baseline", "+ variant", "- variant", "- baseline",
                "+ variant", "+ baseline", "- baseline", "- variant",
                "+ baseline", "+ variant", "- variant", "- baseline",
            ],
            runtime.Doings);
        Assert.Equal((2, 0), (runtime.MostHeld, runtime.Held));
    }

    [Theory]
    [InlineData(2, 10, new[] { 6, 6 })]
    [InlineData(3, 10, new[] { 4, 4, 4 })]
    [InlineData(5, 10, new[] { 2, 2, 2, 2, 2 })]
    [InlineData(4, 9, new[] { 4, 4, 4, 4 })]
    [InlineData(12, 10, new[] { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 })]
    public void Should_Say_How_Many_Samples_Each_Load_Gave(int loads, int iterations, int[] expected)
    {
        // When
        var cells = Timed(loads, iterations);

        // Then
        Assert.Equal(2 * 2 * 4, cells.Count);
        Assert.All(cells, cell => Assert.Equal(expected, cell.Loads));
        Assert.All(cells, cell => Assert.Equal(expected.Sum(), cell.Samples.Count));
    }

    [Fact]
    public void Should_Keep_The_Models_Apart_Whichever_Is_Loaded_First()
    {
        // When
        var cells = Timed(loads: 4, iterations: 8);

        // Then
        Assert.All(
            cells, cell => Assert.All(cell.Samples, time => Assert.Equal(FakeRuntime.Times(cell.Model).Of(cell.Phase), time)));
    }

    [Fact]
    public void Should_Dispose_Of_A_Model_That_Was_Opened_And_Cannot_Generate()
    {
        // Given: the second model of the second load
        var broken = new FakeRuntime(new InvalidOperationException("gone")) { FailingOpening = 4 };

        // When
        Assert.Throws<InvalidOperationException>(() => Timed(loads: 2, iterations: 10, broken));

        // Then
        Assert.Equal(["+ variant", "+ baseline", "- baseline", "- variant"], broken.Doings[^4..]);
        Assert.Equal(0, broken.Held);
    }

    private IReadOnlyList<LatencyCell> Timed(int loads, int iterations, FakeRuntime? other = null)
    {
        var options =
            new BenchmarkOptions { BatchSizes = [1, 2], OutputLength = 4, Loads = loads, Iterations = iterations, Seconds = 0 };
        var sources = new PinnedSources([[100, 1], [101, 1]], length: 2, endOfSequence: 1);
        var timing = new InterleavedTiming(
            new TimingPlan(options.WarmUps, iterations, TimeSpan.Zero).Share(loads), _ => sources, options.OutputLength,
            new FixedTimeProvider(), SilentProgress.Instance);
        return new RuntimeTiming(
            other ?? runtime, options, _ => sources, timing, new FakeMachine().Readers, CancellationToken.None).Time().Cells;
    }
}
