using CompressionPipeline.Metrics.Statistics;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>What the times of one variant and the unpruned model say, by runtime, batch size and phase.</summary>
internal static class SpeedEstimates
{
    private const double MillisecondsPerSecond = 1000;

    public static IReadOnlyList<SpeedResult> Of(Latencies latencies, double level) =>
    [
        .. from cell in latencies.Cells
           where cell.Model == Latencies.Candidate
           select Of(latencies, cell, latencies.Find(Latencies.Base, cell.Runtime, cell.BatchSize, cell.Phase)?.Samples ?? [], level),
    ];

    private static SpeedResult Of(Latencies latencies, LatencyCell cell, IReadOnlyList<double> unpruned, double level)
    {
        var (first, second) = (Summary(unpruned), Summary(cell.Samples));
        var tokens = cell.Phase == Phase.Total ? (double)cell.BatchSize * latencies.OutputLength : double.NaN;
        return new(cell.Runtime, cell.BatchSize, cell.Phase)
        {
            Base = first,
            Candidate = second,
            Speedup = first is not null && second is not null && first.Count == second.Count ? Speedup.Of(unpruned, cell.Samples, level, cell.Loads) : null,
            Median = second is null ? null : MedianTime.Of(cell.Samples, level),
            BaseThroughput = Throughput(tokens, first),
            Throughput = Throughput(tokens, second),
        };
    }

    private static LatencySummary? Summary(IReadOnlyList<double> samples) =>
        samples.Count > 0 && samples.All(time => time is > 0 and < double.PositiveInfinity) ? LatencySummary.Of(samples) : null;

    private static double? Throughput(double tokens, LatencySummary? times) =>
        times is not null && tokens > 0 ? MillisecondsPerSecond * tokens / times.Mean : null;
}
