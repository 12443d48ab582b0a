using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Judging.Errors;

/// <summary>A variant costs less than the baseline in what the budgets declare as a cost, or there is nothing to judge.</summary>
internal static class CostErrors
{
    public static IEnumerable<string> OfSizes(ModelResult model)
    {
        if (!ModelSize.IsCount(model.Parameters))
            yield return $"the number of parameters of {model.Name} is missing or not usable";
        if (!ModelSize.IsCount(model.Bytes))
            yield return $"the bytes of {model.Name} are missing or not usable";
    }

    /// <summary>Whether none of the costs fell: of those that the budgets declare, or of any where they declare none.</summary>
    public static IEnumerable<string> Of(ModelResult baseline, ModelResult variant, GateOptions rules)
    {
        var declared = rules.Budgets.Where(budget => MetricCatalogue.Find(budget.Metric) is { IsQuality: false }).ToList();
        var costs = (declared.Count > 0 ? declared.Select(budget => Cost(baseline, variant, budget)) : Every(baseline, variant))
            .ToList();
        // A cost that was not measured may have fallen; that it is missing is another error.
        if (costs.Count == 0 || costs.Any(cost => cost.Change is null or < 0))
            yield break;
        // In a fixed order, so that the sentence does not depend on the order of the budgets.
        var rose = string.Join(", ", costs.Select(cost => cost.Words).Distinct().Order(StringComparer.Ordinal));
        yield return $"nothing got cheaper: {rose} of {variant.Name} did not fall against the unpruned model";
    }

    private static IEnumerable<(double? Change, string Words)> Every(ModelResult baseline, ModelResult variant) =>
    [
        Counted("parameters", baseline.Parameters, variant.Parameters),
        Counted("bytes", baseline.Bytes, variant.Bytes),
        .. variant.Speed.Where(cell => cell.Phase == Phase.Total).Select(Time),
    ];

    private static (double? Change, string Words) Cost(ModelResult baseline, ModelResult variant, Budget budget) =>
        budget.Metric switch
        {
            MetricCatalogue.Parameters => Counted("parameters", baseline.Parameters, variant.Parameters),
            MetricCatalogue.Bytes => Counted("bytes", baseline.Bytes, variant.Bytes),
            MetricCatalogue.Memory => Counted(
                "peak memory",
                variant.Benchmark?.PeakBytes(Roles.Baseline, variant.RuntimeFor(budget)),
                variant.Benchmark?.PeakBytes(Latencies.Variant, variant.RuntimeFor(budget))),
            _ => variant.SpeedFor(budget) is { } cell ? Time(cell) : (null, ""),
        };

    private static (double? Change, string Words) Time(SpeedResult cell) =>
        (1 - cell.Speedup?.Value, $"latency at batch size {cell.BatchSize} ({Words.Times(cell.Speedup?.Value)} as fast)");

    private static (double?, string) Counted(string name, double? before, double? after) =>
        (ModelSize.IsCount(before) && ModelSize.IsCount(after) ? after - before : null,
            $"{name} ({Words.Count(before)} → {Words.Count(after)})");
}
