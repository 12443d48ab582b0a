using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>What the machine did while one variant was timed: one row, a cell per heading.</summary>
internal sealed record MachineWatch(string Variant, IReadOnlyList<string> Cells)
{
    public static IReadOnlyList<string> Headings { get; } =
    [
        "iterations", "load", "clock, MHz", "throttles", "GPU clock, MHz", "GPU °C", "GPU throttling", "others on the GPU",
        "others' load", "stolen",
    ];

    /// <summary>The rows, and the headings of the columns in which any of them says something.</summary>
    public static (IReadOnlyList<string> Headings, IReadOnlyList<MachineWatch> Rows) Of(GateResult result)
    {
        var rows = result.Variants.Where(variant => variant.Benchmark is not null)
            .Select(variant => new MachineWatch(variant.Name, CellsOf(variant.Benchmark!))).ToList();
        var told = Enumerable.Range(0, Headings.Count).Where(i => rows.Any(row => row.Cells[i] != Words.Missing)).ToList();
        return ([.. told.Select(i => Headings[i])],
            [.. rows.Select(row => row with { Cells = [.. told.Select(i => row.Cells[i])] })]);
    }

    private static IReadOnlyList<string> CellsOf(Latencies latencies)
    {
        var environment = latencies.Environment;
        var (before, after) = (environment.Before, environment.After);
        var counts = latencies.Cells.Where(cell => cell.Phase == Phase.Total).Select(cell => cell.Samples.Count).DefaultIfEmpty()
            .ToList();
        return
        [
            counts.Min() == counts.Max() ? Words.Count(counts.Min())
                : $"{Words.Count(counts.Min())} to {Words.Count(counts.Max())}",
            Turn(before.LoadAverage, after.LoadAverage, value => Words.Number(value)),
            Turn(before.Megahertz, after.Megahertz, Words.Count),
            Turn(before.Throttles, after.Throttles, Words.Count),
            Turn(before.GpuMegahertz, after.GpuMegahertz, Words.Count),
            Turn(before.GpuCelsius, after.GpuCelsius, Words.Count),
            Either(before.GpuThrottleReasons, after.GpuThrottleReasons),
            Either(before.ForeignGpuProcesses, after.ForeignGpuProcesses),
            Share(environment.ForeignLoad),
            Share(environment.StolenTime),
        ];
    }

    private static string Turn(double? before, double? after, Func<double?, string> format) =>
        before is null && after is null ? Words.Missing : $"{format(before)} → {format(after)}";

    private static string Either(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        before.Concat(after).Distinct().ToList() is { Count: > 0 } all ? Words.List(all) : Words.Missing;

    private static string Share(double? share) => share is { } part ? Words.Number(part * 100) + " %" : Words.Missing;
}
