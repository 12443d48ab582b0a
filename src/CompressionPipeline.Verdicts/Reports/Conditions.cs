using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>What the times of some variants were measured on and how, as lines of name and value.</summary>
internal sealed record Conditions(IReadOnlyList<string> Variants, IReadOnlyList<Fact> Facts)
{
    /// <summary>One entry per kind of machine and settings; a sweep that ran on one machine has one.</summary>
    public static IReadOnlyList<Conditions> Of(GateResult result) =>
    [
        .. from variant in result.Variants
           where variant.Benchmark is not null
           let facts = FactsOf(variant.Benchmark!)
           group (variant.Name, facts) by string.Join('\n', facts) into same
           select new Conditions([.. same.Select(one => one.Name)], same.First().facts),
    ];

    private static IReadOnlyList<Fact> FactsOf(Latencies latencies)
    {
        var environment = latencies.Environment;
        var cells = latencies.Cells.Where(cell => cell.Phase == Phase.Total).ToList();
        return
        [
            new("Device", environment.Device),
            new("Processor", $"{environment.Processor}, {Words.Plural(environment.Cores, "logical core")}, "
                + $"{Words.Plural(environment.Threads, "thread")} for the runtime"),
            .. Gpu(environment.Gpu),
            new("System", environment.OperatingSystem),
            new("Libraries", string.Join(", ", environment.Libraries
                .OrderBy(library => library.Key, StringComparer.Ordinal).Select(library => $"{library.Key} {library.Value}"))),
            new("Runtimes", string.Join(", ", cells.Select(cell => cell.Runtime).Distinct())),
            new("Batch sizes", string.Join(", ", cells.Select(cell => cell.BatchSize).Distinct())),
            new("Lengths", $"{Words.Count(latencies.SourceLength)} source tokens, " + (latencies.HasPhases
                ? $"{Words.Count(latencies.OutputLength)} generated tokens, both pinned" : "pinned")),
            .. Loads(cells),
            new("Warm-ups", $"{Words.Count(latencies.WarmUps)} per load, model and batch size, thrown away"),
            new("Order", "baseline, variant, variant, baseline, on the same documents"),
        ];
    }

    private static IEnumerable<Fact> Loads(IReadOnlyList<LatencyCell> cells)
    {
        var counts = cells.Select(cell => cell.Loads.Count).Where(count => count > 0).Distinct().Order().ToList();
        if (counts.Count > 0)
            yield return new("Loads", $"both models were loaded "
                + $"{string.Join(" or ", counts.Select(count => Words.Plural(count, "time")))}, "
                + "now the one first, now the other");
    }

    private static IEnumerable<Fact> Gpu(GpuModel? gpu)
    {
        if (gpu is null)
            yield break;
        var clock = gpu.MaxMegahertz is { } most ? $", up to {Words.Count(most)} MHz" : "";
        yield return new("GPU", $"{gpu.Name}, {Words.Fixed(gpu.MemoryBytes / 1e9)} GB{clock}");
        yield return new("GPU driver", gpu.Driver);
    }
}

internal sealed record Fact(string Name, string Value);
