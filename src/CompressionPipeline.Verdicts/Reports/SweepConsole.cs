using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports;

/// <summary>Many variants on the console: a row each, and a few lines for what did not pass.</summary>
internal static class SweepConsole
{
    private const int LongestName = 32;
    private const int MostDetails = 12;
    private const int MostReasons = 3;

    public static ConsoleTable Table(GateResult result)
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
            [.. Lines(result)]);
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

    private static IEnumerable<ConsoleLine> Lines(GateResult result)
    {
        yield return new($"{Words.Verdict(result.Verdict)}: {Words.Line(result.Reason)}", result.Verdict);
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
            yield return new($"noisy machine while timing {Listing.Of(noisy)}", Verdict.Inconclusive);
        foreach (var line in ConsoleLines.Of(result))
            yield return line;
    }
}
