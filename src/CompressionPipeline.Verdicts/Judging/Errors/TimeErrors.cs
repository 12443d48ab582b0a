using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging.Errors;

// Why a variant's times mean nothing. A variant that was not timed has none: budgets on its latency say so themselves.
internal static class TimeErrors
{
    private const int FewestSamples = 10;
    private const double Rounding = 1e-6;

    public static IEnumerable<string> Of(ModelResult variant)
    {
        if (variant.Benchmark is not { } timed)
            return [];
        return [
            .. variant.ScoredOn is { } basis && basis.Data != timed.Data
                ? [$"{variant.Name} was timed on another data set than it was scored on: '{timed.Data}' and '{basis.Data}'"]
                : Array.Empty<string>(),
            .. timed.Cells.Any(cell => cell.BatchSize < 1) || timed.SourceLength < 0 || timed.OutputLength < 0
                ? [$"{variant.Name} was timed with a batch size or a length that is none"]
                : Array.Empty<string>(),
            .. timed.Cells.GroupBy(cell => (cell.Runtime, cell.BatchSize, cell.Phase))
                .SelectMany(cells => Of(variant.Name, [.. cells])),
            .. MetricCatalogue.TaskOf(variant.Scores.Keys) != ModelTask.Summarization ? []
                : timed.Cells.GroupBy(cell => (cell.Runtime, cell.BatchSize))
                    .SelectMany(cells => Missing(variant.Name, [.. cells])),
        ];
    }

    // A generation has parts, which are always timed with the whole.
    private static IEnumerable<string> Missing(string variant, IReadOnlyList<LatencyCell> cells)
    {
        var missing = Enum.GetValues<Phase>().Except(cells.Select(cell => cell.Phase)).Select(OptionsJson.NameOf).ToList();
        if (missing.Count > 0)
            yield return $"times of {variant} ({cells[0].Runtime}, batch size {cells[0].BatchSize}) lack what a generation "
                + $"has: {string.Join(", ", missing)}; run the benchmark again";
    }

    private static IEnumerable<string> Of(string variant, IReadOnlyList<LatencyCell> cells)
    {
        var (runtime, batchSize, phase) = (cells[0].Runtime, cells[0].BatchSize, cells[0].Phase);
        var where = $"times of {variant} ({runtime}, batch size {batchSize}, {OptionsJson.NameOf(phase)})";
        var models = cells.Select(cell => cell.Model).Order(StringComparer.Ordinal).ToList();
        if (!models.SequenceEqual([Roles.Baseline, Latencies.Variant]))
            return [$"{where} must be one list of the unpruned model and one of the variant, but are of: "
                + $"{string.Join(", ", models)}"];
        if (cells[0].Samples.Count != cells[1].Samples.Count)
            return [$"{where} are not in pairs: "
                + $"{string.Join(", ", cells.Select(cell => $"{cell.Samples.Count} of {cell.Model}"))}"];
        if (LoadErrors.Of(cells[0], cells[1]) is { } error)
            return [$"{where} {error}"];
        return cells.Select(cell => Of($"{where}, {cell.Model},", cell)).OfType<string>();
    }

    private static string? Of(string whose, LatencyCell cell) =>
        cell.Samples.Count < FewestSamples
            ? $"{whose} are {cell.Samples.Count}, and at least {FewestSamples} are needed; raise benchmark's iterations"
        : !cell.Samples.All(LatencyCell.IsTime)
            ? $"{whose} hold one that is no time: not between a nanosecond and 100 days"
        : cell.Unit != "ms" ? $"{whose} are in '{cell.Unit}', not in ms"
        : cell.Summary is { } summary
            && (summary.Count != cell.Samples.Count || Math.Abs(summary.Mean - cell.Samples.Average()) > Rounding * summary.Mean)
            ? $"{whose} do not give their own mean: one of them was changed"
        : null;
}
