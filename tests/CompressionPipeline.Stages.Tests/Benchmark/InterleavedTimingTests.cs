using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Tasks;
using TestKit;

namespace CompressionPipeline.Stages.Tests.Benchmark;

public class InterleavedTimingTests
{
    private readonly FixedTimeProvider clock = new();
    private readonly List<(string Model, int FirstId)> calls = [];
    private readonly PinnedSources sources = new([[100, 1], [101, 1], [102, 1]], length: 2, endOfSequence: 1);

    private ILoadedModel[] Models =>
        [new FakeGenerator("baseline", 10, clock, calls), new FakeGenerator("small", 5, clock, calls)];

    private InterleavedTiming Timing(int warmUps, int iterations, double seconds) =>
        new(
            new(warmUps, iterations, TimeSpan.FromSeconds(seconds)), _ => sources, outputLength: 5, clock,
            SilentProgress.Instance);

    [Fact]
    public void Should_Go_There_And_Back_On_The_Same_Documents()
    {
        // When
        Timing(warmUps: 0, iterations: 4, seconds: 0).Run(Models, 1, CancellationToken.None);

        // Then
        Assert.Equal(
            [
                ("baseline", 100), ("small", 100), ("small", 101), ("baseline", 101), ("baseline", 102), ("small", 102),
                ("small", 100), ("baseline", 100)],
            calls);
    }

    [Fact]
    public void Should_Throw_Away_The_Warm_Up()
    {
        // When
        var samples = Timing(warmUps: 10, iterations: 2, seconds: 0).Run(Models, 1, CancellationToken.None);

        // Then
        Assert.Equal(24, calls.Count);
        Assert.Equal([2, 2], samples.Select(model => model.Count));
    }

    [Fact]
    public void Should_Go_On_Until_The_Least_Time_Of_The_Fastest_Model_Is_Over()
    {
        // When
        var samples = Timing(warmUps: 0, iterations: 2, seconds: 0.3).Run(Models, 1, CancellationToken.None);

        // Then: a generation of the fastest takes 5 ms
        Assert.Equal([60, 60], samples.Select(model => model.Count));
    }

    [Fact]
    public void Should_Take_As_Many_Samples_On_The_Way_There_As_On_The_Way_Back()
    {
        // When
        var samples = Timing(warmUps: 0, iterations: 11, seconds: 0).Run(Models, 1, CancellationToken.None);

        // Then
        Assert.All(samples, model => Assert.Equal(12, model.Count));
    }

    [Theory]
    [InlineData(12, 24, 2, 0.5)]
    [InlineData(12, 20, 2, 0.5)]
    [InlineData(8, 20, 3, 0.75)]
    [InlineData(2, 11, 6, 3)]
    public void Should_Share_Iterations_And_Seconds_Among_Loads_And_Warm_Up_In_Each(
        int loads, int iterations, int share, double seconds)
    {
        // When
        var plan = new TimingPlan(10, iterations, TimeSpan.FromSeconds(6)).Share(loads);

        // Then
        Assert.Equal(new(10, share, TimeSpan.FromSeconds(seconds)), plan);
    }

    [Fact]
    public void Should_Stop_When_Asked_To()
    {
        // Given
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        // When, Then
        Assert.Throws<OperationCanceledException>(() => Timing(1, 10, 0).Run(Models, 1, stop.Token));
        Assert.Empty(calls);
    }
}
