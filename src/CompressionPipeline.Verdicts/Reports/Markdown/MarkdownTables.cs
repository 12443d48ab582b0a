using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>The tables of a report: one variant, all models, waivers, noise, all results.</summary>
internal static class MarkdownTables
{
    /// <summary>A verdict with its icon: none is told by a sign or a colour alone.</summary>
    public static string Verdict(Verdict verdict) => $"{Words.Icon(verdict)} {Words.Verdict(verdict)}";

    public static string Variant(GateResult result, ModelResult variant)
    {
        var summary = Summary.Of(result.Baseline, variant);
        var name = MarkdownText.Escape(variant.Name);
        string[] headings =
        [
            name,
            $">{MarkdownText.Escape(result.Baseline.Name)} ({Words.Layers(result.Baseline)} layers)",
            $">{name} ({Words.Layers(variant)} layers)",
            "change [interval]", "budget", "verdict",
        ];
        return $"**{name}** {Verdict(variant.Verdict ?? Core.Verdict.Invalid)}: {MarkdownText.Escape(summary.Why)}.\n"
            + $"- gained: {MarkdownText.Escape(summary.Gained)}\n- lost: {MarkdownText.Escape(summary.Lost)}\n\n"
            + MarkdownText.Table(headings, ReportRow.Of(result.Baseline, variant).Select(row => (IReadOnlyList<string>)
                [row.Metric, row.Baseline, row.Variant, row.Change, row.Budgets, row.Verdict is { } verdict ? Verdict(verdict)
                    : ""]));
    }

    public static string Models(GateResult result)
    {
        var sweep = Sweep.Of(result);
        return MarkdownText.Table(
            [
                "", ">layers", $">{result.Headline.Title}", "change [interval]",
                .. sweep.Cells.Select(cell => $"speedup, {MarkdownText.Escape(cell.Title)}"),
                ">parameters", ">size", "frontier", "verdict",
            ],
            sweep.Rows.Select(row => (IReadOnlyList<string>)
            [
                row.Picked ? $"**{MarkdownText.Escape(row.Name)}** (picked)" : MarkdownText.Escape(row.Name),
                Words.Layers(row.Model),
                Words.Fixed(row.Score?.Value),
                row.IsBaseline ? "" : Words.Change(row.Score?.Change),
                .. row.Speedups.Select(speedup => row.IsBaseline ? "" : Words.Speedup(speedup)),
                Words.Count(row.Model.Parameters),
                Words.MegaBytes(row.Model.Bytes),
                row.Frontier,
                row.Verdict is { } verdict ? Verdict(verdict) : "",
            ]));
    }

    /// <summary>Every waiver of the manifest, whether it was needed or not: nobody waives in silence.</summary>
    public static string Waivers(GateResult result)
    {
        var waivers = WaiverWords.Of(result);
        return waivers.Count == 0 ? "" : MarkdownText.Table(
            ["budget", "variant", "reason", "by", "state"],
            waivers.Select(waiver => (IReadOnlyList<string>)
            [
                MarkdownText.Escape(waiver.Covers),
                MarkdownText.Escape(WaiverWords.Scope(waiver.Waiver)),
                MarkdownText.Escape(waiver.Waiver.Reason),
                MarkdownText.Escape(waiver.Waiver.By ?? Words.Missing),
                (waiver.Waiver.Expired ? "⛔ " : "⏳ ") + MarkdownText.Escape(waiver.Effect),
            ]));
    }

    public static string Noise(IEnumerable<NoiseRemark> remarks) => string.Concat(remarks
        .Select(remark => $"- {MarkdownText.Escape(remark.Text)} ({MarkdownText.Escape(remark.Variants)})\n"));

    public static string Overview(IReadOnlyList<GateResult> results, Func<GateResult, IReadOnlyList<ModelResult>> told)
    {
        // Results of several tasks have several headline metrics: each row names its own then.
        var headlines = results.Select(result => result.Headline.Title).Distinct().ToList();
        return MarkdownText.Table(
            ["model", "verdict", "variant", headlines is [var one] ? one : "quality", "speedup", "parameters", "why"],
            results.OrderByDescending(result => result.Blocks).ThenByDescending(result => result.Verdict)
                .SelectMany(result => Rows(result, told(result), headlines.Count > 1 ? result.Headline.Title + " " : "")));
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(
        GateResult result, IReadOnlyList<ModelResult> told, string metric) => told.Count == 0
        ? [[MarkdownText.Escape(result.Model), Verdict(result.Verdict), "", "", "", "", MarkdownText.Escape(result.Reason)]]
        : told.Select(variant => (IReadOnlyList<string>)
        [
            MarkdownText.Escape(result.Model),
            Verdict(variant.Verdict ?? Core.Verdict.Invalid),
            MarkdownText.Escape(variant.Name),
            variant.ScoreBy(result.Headline)?.Change is { } change ? metric + Words.Change(change) : Words.Missing,
            Words.Speedup(variant.Speed.FirstOrDefault(cell => cell.Phase == Phase.Total)?.Speedup),
            Words.Percent(result.Baseline.Parameters, variant.Parameters),
            MarkdownText.Escape(Summary.Of(result.Baseline, variant).Why),
        ]);
}
