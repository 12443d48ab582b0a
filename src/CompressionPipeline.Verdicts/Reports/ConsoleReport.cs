using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

// A judged result on the console: a table per variant with a row per metric, what was gained and lost, and why; of many variants
// a row each, and a few lines for what did not pass.
internal static class ConsoleReport
{
    private const int LongestName = 32, MostDetails = 12, MostReasons = 3;

    public static ConsoleTable OfVariant(GateResult result, ModelResult variant)
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
            [.. LinesOf(result, variant)]);
    }

    public static ConsoleTable OfSweep(GateResult result)
    {
        var sweep = Sweep.Of(result);
        return new(
            $"{Words.Line(result.Model)}: {Words.Plural(result.Variants.Count, "variant")} against "
                + $"{Words.Line(result.Baseline.Name)}",
            [
                new(""), new("layers", true), new(result.Headline.Title, true), new("change"),
                .. sweep.Cells.Select(cell => new ConsoleColumn(cell.Title)),
                new("parameters", true), new("frontier"), new("verdict"),
            ],
            [.. sweep.Rows.Select(Row)],
            [Conclusion(result), .. Missed(result), .. Closing(result)]);
    }

    public static ConsoleLine Conclusion(GateResult result) =>
        new($"{Words.Verdict(result.Verdict)}: {Words.Line(result.Reason)}", result.Verdict);

    /// <summary>What is said of the whole result, below its last table.</summary>
    public static IEnumerable<ConsoleLine> Closing(GateResult result)
    {
        if (result.Pick is { } pick)
            yield return new($"picked {(pick.Variant is { } variant ? Words.Line(variant) : "none")}: {Words.Line(pick.Reason)}");
        foreach (var waiver in WaiverWords.Of(result))
            yield return new(
                $"waiver for {Words.Line(waiver.Covers)}, {Words.Line(WaiverWords.Scope(waiver.Waiver))}: "
                    + $"{Words.Line(waiver.Effect)} ({Words.Line(waiver.Waiver.Reason)})",
                waiver.Waiver.Expired ? Verdict.Fail : Verdict.Inconclusive);
        if (result.Verdict == Verdict.Inconclusive && !result.Blocks)
            yield return new("INCONCLUSIVE does not stop a merge here: the recipe says so (gate: inconclusive-blocks).");
    }

    private static IEnumerable<ConsoleLine> LinesOf(GateResult result, ModelResult variant)
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

    private static IReadOnlyList<string> Row(SweepRow row) =>
    [
        (row.Picked ? "► " : "") + Words.Short(row.Name, LongestName),
        Words.Layers(row.Model),
        Words.Fixed(row.Score?.Value),
        row.IsBaseline ? "" : Words.Change(row.Score?.Change),
        .. row.Speedups.Select(speedup => row.IsBaseline ? "" : Words.Speedup(speedup)),
        Words.Count(row.Model.Parameters),
        row.Frontier,
        row.Verdict is { } verdict ? Words.Verdict(verdict) : "",
    ];

    private static IEnumerable<ConsoleLine> Missed(GateResult result)
    {
        var missed = result.Variants.Where(variant => variant.Verdict != Verdict.Pass).ToList();
        foreach (var variant in missed.Take(MostDetails))
        {
            var verdict = variant.Verdict ?? Verdict.Invalid;
            var summary = Summary.Of(result.Baseline, variant);
            yield return new($"{Words.Short(variant.Name, LongestName)}: {Words.Verdict(verdict)}: {summary.Why}", verdict);
            foreach (var reason in summary.Reasons.Take(MostReasons))
                yield return new("  " + Words.Line(reason));
            if (summary.Reasons.Count > MostReasons)
                yield return new($"  and {summary.Reasons.Count - MostReasons} more");
        }
        if (missed.Count > MostDetails)
            yield return new($"{missed.Count - MostDetails} more variants did not pass; report.html has them all.");
        var noisy = result.Variants.Where(variant => variant.Benchmark?.Noise.Count > 0)
            .Select(variant => Words.Short(variant.Name, LongestName)).ToList();
        if (noisy.Count > 0)
            yield return new($"noisy machine while timing {Words.List(noisy)}", Verdict.Inconclusive);
    }
}
