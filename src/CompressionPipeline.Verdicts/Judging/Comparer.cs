using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Judging;

/// <summary>Finds what a budget is about in the measurements of a variant and its opponent.</summary>
internal static class Comparer
{
    /// <param name="candidate">The variant; its changes of ROUGE are against the opponent.</param>
    /// <param name="opponent">What it is compared with.</param>
    /// <param name="budget">The budget; its limit does not matter.</param>
    /// <param name="kind">The budget's metric.</param>
    public static Comparison Take(ModelResult candidate, Opponent opponent, Budget budget, Measurable kind)
    {
        if (budget.Rule == BudgetRule.MinSpeedup && kind.Name != Measurable.Latency)
            return Comparison.Nothing(kind, $"min-speedup says nothing of {kind.Name}, only of latency");
        return kind.Name switch
        {
            Measurable.Latency => Latency(candidate, opponent, budget, kind),
            Measurable.Parameters => Counted(kind, candidate.Parameters, opponent.Model.Parameters),
            Measurable.Bytes => Counted(kind, candidate.Bytes, opponent.Model.Bytes),
            Measurable.Memory => Memory(candidate, opponent, budget, kind),
            _ => Quality(candidate, opponent, kind),
        };
    }

    /// <summary>What the benchmark timed first, unless the budget says otherwise.</summary>
    public static string Runtime(ModelResult candidate, string? wanted) => wanted ?? (candidate.Benchmark is { Cells: [var first, ..] } ? first.Runtime : "");

    private static Comparison Quality(ModelResult candidate, Opponent opponent, Measurable kind)
    {
        if (candidate.Rouge.GetValueOrDefault(kind.Name) is not { } score)
            return Comparison.Nothing(kind, $"{candidate.Name} was not scored by {kind.Name}");
        return new(kind)
        {
            Value = score.Interval,
            Reference = opponent.Model.Rouge.GetValueOrDefault(kind.Name)?.Value,
            Change = score.Change,
            ChangePercent = score.ChangePercent,
            Samples = (score.Samples.Count, "examples"),
        };
    }

    private static Comparison Latency(ModelResult candidate, Opponent opponent, Budget budget, Measurable kind)
    {
        var (runtime, batchSize) = (Runtime(candidate, budget.Runtime), Judge.BatchSize(budget));
        var phase = budget.Phase ?? "total";
        if (candidate.Speed.FirstOrDefault(speed => speed.Runtime == runtime && speed.BatchSize == batchSize && Name(speed.Phase) == phase) is not { } cell)
            return Comparison.Nothing(kind, $"{candidate.Name} was not timed at batch size {batchSize}{(budget.Runtime is null ? "" : $" by {runtime}")}{(budget.Phase is null ? "" : $" for the phase {phase}")}, only at {Timed(candidate)}; see benchmark's batch-sizes and runtimes");
        var relative = budget.Rule is not (BudgetRule.Min or BudgetRule.Max);
        if (relative && opponent.SpeedError(candidate, runtime) is { } error)
            return Comparison.Nothing(kind, error);
        var speedup = relative ? Ratio(cell, opponent) : null;
        var reference = opponent.IsSibling ? cell.Base?.P50 : speedup?.Value * cell.Candidate?.P50;
        return new(kind)
        {
            Value = cell.Median,
            Reference = reference,
            Speedup = speedup,
            ChangePercent = speedup?.Falling(ratio => 100 * ((1 / ratio) - 1)),
            Change = reference is { } time ? speedup?.Falling(ratio => time * ((1 / ratio) - 1)) : null,
            Samples = relative && Loads(candidate, cell) is > 1 and var loads ? (loads, "loads") : (cell.Candidate?.Count ?? 0, "iterations"),
        };
    }

    private static int Loads(ModelResult candidate, SpeedResult cell) =>
        candidate.Benchmark?.Find(Latencies.Candidate, cell.Runtime, cell.BatchSize, cell.Phase)?.Loads.Count ?? 0;

    // Both were timed in turns with the same unpruned model: what they have in common.
    private static Interval? Ratio(SpeedResult cell, Opponent opponent) => (cell.Speedup, opponent.IsSibling) switch
    {
        ({ } own, true) => own,
        ({ } own, false) when opponent.Speedup(cell) is { } other => own.Over(other),
        _ => null,
    };

    private static Comparison Memory(ModelResult candidate, Opponent opponent, Budget budget, Measurable kind)
    {
        var runtime = Runtime(candidate, budget.Runtime);
        if (budget.Rule is not (BudgetRule.Min or BudgetRule.Max) && opponent.SpeedError(candidate, runtime) is { } error)
            return Comparison.Nothing(kind, error);
        var other = opponent.Model.Name == Latencies.Base ? Latencies.Base : Latencies.Candidate;
        return Counted(kind, Peak(candidate, Latencies.Candidate), Peak(opponent.IsSibling ? candidate : opponent.Model, other));

        double? Peak(ModelResult model, string name) =>
            model.Benchmark?.Models.FirstOrDefault(timed => timed.Name == name && timed.Runtime == runtime)?.PeakBytes;
    }

    private static Comparison Counted(Measurable kind, double? candidate, double? opponent)
    {
        if (candidate is not (> 0 and < double.PositiveInfinity))
            return Comparison.Nothing(kind, $"the variant's {kind.Name} is missing or not a usable number");
        var (value, reference) = (candidate.Value, opponent is > 0 and < double.PositiveInfinity ? opponent : null);
        return new(kind)
        {
            Value = Spans.Exact(value),
            Reference = reference,
            Change = reference is { } before ? Spans.Exact(value - before) : null,
            ChangePercent = reference is { } whole ? Spans.Exact(100 * (value - whole) / whole) : null,
        };
    }

    private static string Timed(ModelResult candidate) => candidate.Speed.Count == 0
        ? "no batch size"
        : string.Join(", ", candidate.Speed.Select(cell => $"{cell.BatchSize} ({cell.Runtime})").Distinct());

    private static string Name(Phase phase) => JsonNamingPolicy.KebabCaseLower.ConvertName(phase.ToString());
}
