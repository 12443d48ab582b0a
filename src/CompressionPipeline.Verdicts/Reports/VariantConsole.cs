using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>One variant on the console: a row per measure, then what was gained and lost, and why.</summary>
internal static class VariantConsole
{
    private const int LongestName = 32;

    public static ConsoleTable Table(GateResult result, ModelResult variant)
    {
        var name = Words.Short(variant.Name, LongestName);
        return new(
            $"{Words.Line(result.Model)}: {Words.Line(variant.Name)} ({Words.Layers(variant)} layers) against {Words.Line(result.Base.Name)} ({Words.Layers(result.Base)} layers)",
            [new(""), new(Words.Short(result.Base.Name, LongestName), true), new(name, true), new("change"), new("budget"), new("verdict")],
            [.. ReportRow.Of(result.Base, variant).Select(row => (IReadOnlyList<string>)
                [row.Measure, row.Base, row.Candidate, row.Change, row.Budgets, row.Verdict is { } verdict ? Words.Verdict(verdict) : ""])],
            [.. Lines(result, variant)]);
    }

    private static IEnumerable<ConsoleLine> Lines(GateResult result, ModelResult variant)
    {
        var summary = Summary.Of(result.Base, variant);
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
