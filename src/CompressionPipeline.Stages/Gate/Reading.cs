using CompressionPipeline.Core;
using CompressionPipeline.Stages.Reports;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>What a budget compares with its limit, in numbers and in words, or why there is nothing to compare.</summary>
internal readonly record struct Reading(double Measured, string Unit, string Sentence, string? Fault = null)
{
    public static Reading Take(ModelResult unpruned, ModelResult candidate, Budget budget) => budget.Metric switch
    {
        "latency" => Latency(unpruned, candidate, budget),
        "parameters" => Size(unpruned.Parameters, candidate.Parameters, budget, "parameters"),
        "bytes" => Size(unpruned.Bytes, candidate.Bytes, budget, "bytes"),
        _ when budget.Metric.StartsWith("rouge", StringComparison.Ordinal) => Rouge(unpruned, candidate, budget),
        _ => Nothing($"there is no metric '{budget.Metric}'"),
    };

    private static Reading Rouge(ModelResult unpruned, ModelResult candidate, Budget budget)
    {
        if (budget.Rule == BudgetRule.MinSpeedup)
            return NotOf(budget);
        if (candidate.ScoredOn is null or { Examples: 0 })
            return Nothing($"{candidate.Name} was scored on no example");
        if (unpruned.ScoredOn != candidate.ScoredOn)
            return Nothing($"{unpruned.Name} and {candidate.Name} were not scored on the same examples in the same way; run evaluate again for both");
        return Value(Score(unpruned), Score(candidate), budget, " points", Words.Fixed, higherIsBetter: true);

        // A score outside 0-100 is on another scale, and a comparison across scales means nothing.
        double? Score(ModelResult model) =>
            model.Rouge.GetValueOrDefault(budget.Metric)?.Value is >= 0 and <= 100 and { } score ? score : null;
    }

    private static Reading Latency(ModelResult unpruned, ModelResult candidate, Budget budget)
    {
        var batchSize = Judge.BatchSize(budget);
        if (candidate.Speed.FirstOrDefault(cell => cell.BatchSize == batchSize && cell.Phase == Benchmark.Phase.Total) is not { } speed)
            return Nothing($"batch size {batchSize} was not timed; add it to benchmark's batch-sizes");
        if (budget.Rule != BudgetRule.MinSpeedup)
            return Value(speed.Base?.P50, Positive(speed.Candidate?.P50), budget, " ms", Words.Fixed, higherIsBetter: false);
        return Positive(speed.Speedup?.Value) is { } speedup
            ? new(speedup, "x", $"{Words.Times(speedup)} ({Words.Milliseconds(speed.Base?.P50)} → {Words.Milliseconds(speed.Candidate?.P50)})")
            : Nothing($"{candidate.Name} has no usable speedup over {unpruned.Name} at batch size {batchSize}");
    }

    private static Reading Size(double? unpruned, double? candidate, Budget budget, string unit) => budget.Rule == BudgetRule.MinSpeedup
        ? NotOf(budget)
        : Value(unpruned, Positive(candidate), budget, " " + unit, Words.Count, higherIsBetter: false);

    private static Reading Value(double? unpruned, double? candidate, Budget budget, string unit, Func<double?, string> format, bool higherIsBetter)
    {
        if (candidate is not { } value || !double.IsFinite(value))
            return Nothing($"{budget.Metric} of the candidate is missing or not a usable number");
        if (budget.Rule != BudgetRule.MaxDrop)
            return new(value, unit, format(value) + unit);
        if (unpruned is not { } reference || !double.IsFinite(reference))
            return Nothing($"{budget.Metric} of the unpruned model is missing or not a usable number");
        var drop = higherIsBetter ? reference - value : value - reference;
        return double.IsFinite(drop)
            ? new(drop, unit, $"{(drop < 0 ? "gained" : "lost")} {format(Math.Abs(drop))}{unit} ({format(reference)} → {format(value)})")
            : Nothing($"the difference of {budget.Metric} is not a finite number");
    }

    private static double? Positive(double? value) => value is > 0 and < double.PositiveInfinity ? value : null;

    private static Reading NotOf(Budget budget) => Nothing($"{Words.Rule(budget.Rule)} says nothing of {budget.Metric}");

    private static Reading Nothing(string fault) => new(double.NaN, "", "", fault);
}
