using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging.Errors;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>What the times of one variant and the baseline say, by runtime, batch size and phase.</summary>
internal static class SpeedEstimates
{
    private const double MillisecondsPerSecond = 1000;

    public static IReadOnlyList<SpeedResult> Of(Latencies? latencies, double level) => latencies is null ? [] :
    [
        .. from cell in latencies.Cells
           where cell.Model == Latencies.Variant
           let baseline = latencies.Find(Roles.Baseline, cell.Runtime, cell.BatchSize, cell.Phase)
           select Of(latencies, cell, baseline ?? cell with { Samples = [] }, level),
    ];

    private static SpeedResult Of(Latencies latencies, LatencyCell cell, LatencyCell baseline, double level)
    {
        var (first, second) = (Summary(baseline.Samples), Summary(cell.Samples));
        var loadsFit = LoadErrors.Of(baseline, cell) is null;
        var tokens = cell.Phase == Phase.Total && latencies.HasPhases
            ? (double)cell.BatchSize * latencies.OutputLength : double.NaN;
        return new(cell.Runtime, cell.BatchSize, cell.Phase)
        {
            Baseline = first,
            Variant = second,
            Speedup = first is not null && first.Count == second?.Count && loadsFit
                ? Speedup.Of(baseline.Samples, cell.Samples, level, cell.Loads)?.OrNull : null,
            Median = second is null ? null : MedianTime.Of(cell.Samples, level, loadsFit ? cell.Loads : [])?.OrNull,
            BaselineThroughput = Throughput(tokens, first),
            Throughput = Throughput(tokens, second),
        };
    }

    private static LatencySummary? Summary(IReadOnlyList<double> samples) =>
        samples.Count > 0 && samples.All(LatencyCell.IsTime) ? LatencySummary.Of(samples) : null;

    private static double? Throughput(double tokens, LatencySummary? times) =>
        times is not null && tokens > 0 ? MillisecondsPerSecond * tokens / times.Mean : null;
}
