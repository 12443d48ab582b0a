using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>One variant on the console: a row per metric, then what was gained and lost, and why.</summary>
internal static class VariantConsole
{
    private const int LongestName = 32;

    public static ConsoleTable Table(GateResult result, ModelResult variant)
    {
        var name = Words.Short(variant.Name, LongestName);
        return new(
            $"{Words.Line(result.Model)}: {Words.Line(variant.Name)} ({Words.Layers(variant)} layers) "
                + $"against {Words.Line(result.Baseline.Name)} ({Words.Layers(result.Baseline)} layers)",
            [new(""), new(Words.Short(result.Baseline.Name, LongestName), true), new(name, true), new("change"), new("budget"),
                new("verdict")],
            [.. ReportRow.Of(result.Baseline, variant).Select(row => (IReadOnlyList<string>)
                [row.Metric, row.Baseline, row.Variant, row.Change, row.Budgets, row.Verdict is { } verdict
                    ? Words.Verdict(verdict) : ""])],
            [.. Lines(result, variant)]);
    }

    private static IEnumerable<ConsoleLine> Lines(GateResult result, ModelResult variant)
    {
        var summary = Summary.Of(result.Baseline, variant);
        var verdict = variant.Verdict ?? Verdict.Invalid;
        yield return new($"gained: {summary.Gained}");
        yield return new($"lost:   {summary.Lost}");
        yield return new($"{Words.Verdict(verdict)}: {summary.Why}", verdict);
        foreach (var reason in summary.Reasons)
            yield return new("  " + Words.Line(reason));
        foreach (var waived in variant.Budgets.Where(budget => budget.Counted != budget.Verdict && budget.Counted != verdict))
            yield return new("  " + Words.Line(BudgetWords.Sentence(waived)));
        foreach (var noise in variant.Benchmark?.Noise ?? [])
            yield return new($"  noisy machine: {Words.Line(noise)}", Verdict.Inconclusive);
    }
}
