using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tests.Benchmark;

public class NoiseTests
{
    private static readonly double[] Steady = [.. Enumerable.Range(0, 100).Select(i => 100 + (i % 3))];

    private static readonly BenchmarkEnvironment Quiet = new(
        "Testium", Cores: 4, Threads: 4, "cuda", "Linux", new Dictionary<string, string>())
    {
        Gpu = new("Testcard", "550.1", 1 << 30, MaxMegahertz: 2000),
        Before = new() { LoadAverage = 0.5, Throttles = 3, GpuMegahertz = 1900 },
        After = new() { LoadAverage = 4, Throttles = 3, GpuMegahertz = 1850 },
        ForeignLoad = 0.02,
        StolenTime = 0,
    };

    public static TheoryData<string, BenchmarkEnvironment> Disturbances => new()
    {
        { "other processes took 23 % of the processor", Quiet with { ForeignLoad = 0.23 } },
        { "the hypervisor gave 3 % of the processor to others", Quiet with { StolenTime = 0.03 } },
        {
            "the load average was 2.5 on 4 cores before the first sample",
            Quiet with { ForeignLoad = 0.06, Before = Quiet.Before with { LoadAverage = 2.5 } }
        },
        {
            "the load average was 2.5 on 4 cores before the first sample",
            Quiet with { ForeignLoad = null, Before = Quiet.Before with { LoadAverage = 2.5 } }
        },
        { "the processor was throttled for heat 2 times", Quiet with { After = Quiet.After with { Throttles = 5 } } },
        {
            "the GPU was slowed down: hardware slowdown",
            Quiet with { After = Quiet.After with { GpuThrottleReasons = ["hardware slowdown"] } }
        },
        { "the GPU's clock fell from 1900 to 1700 MHz", Quiet with { After = Quiet.After with { GpuMegahertz = 1700 } } },
        { "the GPU ran at 1500 of 2000 MHz, less than 80 %", Quiet with { Before = Quiet.Before with { GpuMegahertz = 1500 } } },
        {
            "others used the GPU: 12 python (512 MiB)",
            Quiet with { Before = Quiet.Before with { ForeignGpuProcesses = ["12 python (512 MiB)"] } }
        },
    };

    [Fact]
    public void Should_Find_Nothing_On_A_Quiet_Machine()
    {
        // Then
        Assert.Empty(Noise.Of(Timed(Quiet, Steady)));
    }

    [Theory]
    [MemberData(nameof(Disturbances))]
    public void Should_Say_What_Disturbed(string sentence, BenchmarkEnvironment environment)
    {
        // Then
        Assert.Equal([sentence], Noise.Of(Timed(environment, Steady)));
    }

    [Fact]
    public void Should_Say_Which_Times_Varied()
    {
        // Given
        double[] restless = [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? 100.0 : 200)];

        // Then
        Assert.Equal(
            ["varied by more than 10 % (standard deviation over mean): baseline on torch at batch 8 33.5 %"],
            Noise.Of(Timed(Quiet, restless)));
    }

    [Fact]
    public void Should_Say_What_Was_Timed_Too_Briefly()
    {
        // Then
        Assert.Equal(["timed for less than 10 s: baseline on torch at batch 8 1.0 s"], Noise.Of(Timed(Quiet, Steady[..10])));
    }

    [Fact]
    public void Should_Say_What_Was_Timed_Too_Few_Times()
    {
        // Then
        Assert.Equal(
            ["timed less than 10 times: baseline on torch at batch 8 4 times"], Noise.Of(Timed(Quiet, [3000, 3001, 3000, 3001])));
    }

    [Fact]
    public void Should_Look_At_Whole_Generations_Only()
    {
        // Given
        var latencies = Timed(Quiet, Steady);
        var encoder = new LatencyCell("baseline", "torch", 8, Phase.Encoder, [1, 9]) { Summary = LatencySummary.Of([1, 9]) };

        // Then
        Assert.Empty(Noise.Of(latencies with { Cells = [.. latencies.Cells, encoder] }));
    }

    [Fact]
    public void Should_Take_What_Nobody_Told_For_Quiet()
    {
        // Given: a machine without a graphics card and a system that tells nothing
        var silent = Quiet with { Gpu = null, Before = new(), After = new(), ForeignLoad = null, StolenTime = null };

        // Then
        Assert.Empty(Noise.Of(Timed(silent, Steady)));
    }

    private static Latencies Timed(BenchmarkEnvironment environment, double[] totals) =>
        new([], [new("baseline", "torch", 8, Phase.Total, totals) { Summary = LatencySummary.Of(totals) }])
        {
            Environment = environment,
        };
}
