using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>What is there for those who doubt: every budget, conditions, signature, parity, method, times, layers; all folded.</summary>
internal static class MarkdownDetails
{
    public static string Render(GateResult result) => string.Concat(Parts(result).Select(part => MarkdownText.Folded(part.Title, part.Content)));

    /// <summary>The same, part by part, the most important first; without content where there is none.</summary>
    public static IEnumerable<(string Title, string Content)> Parts(GateResult result) =>
    [
        ("Every budget", Budgets(result)),
        ("Test conditions", ConditionsOf(result)),
        ("ROUGE signature", Facts(Method.Signatures(result))),
        ("Parity of the runtimes", Parity(result)),
        ("Method", string.Concat(Method.Of(result).Select(sentence => $"- {MarkdownText.Escape(sentence)}\n"))),
        ("Stage times", Facts([.. result.Stages.Select(stage => new Fact(stage.Stage, Words.Seconds(stage.Seconds)))])),
        ("Kept layers", Kept(result)),
    ];

    private static string Budgets(GateResult result)
    {
        var rows = result.Variants.SelectMany(variant => variant.Budgets.Select(budget => (IReadOnlyList<string>)
        [
            MarkdownText.Escape(variant.Name), MarkdownText.Escape(Words.Budget(budget.Budget)), MarkdownText.Escape(budget.Reason), MarkdownWords.Verdict(budget.Verdict),
        ])).ToList();
        return rows.Count == 0 ? "" : MarkdownText.Table(["variant", "budget", "measured", "verdict"], rows);
    }

    private static string ConditionsOf(GateResult result)
    {
        var all = Conditions.Of(result);
        var (headings, rows) = MachineWatch.Of(result);
        var watch = rows.Count == 0 ? "" : "While it was timed, before → after:\n\n"
            + MarkdownText.Table(["variant", .. headings], rows.Select(row => (IReadOnlyList<string>)[MarkdownText.Escape(row.Variant), .. row.Cells.Select(MarkdownText.Escape)]));
        return string.Concat(all.Select(one => (all.Count == 1 ? "" : $"{MarkdownText.Escape(Listing.Of(one.Variants))}:\n\n") + Facts(one.Facts))) + watch;
    }

    private static string Parity(GateResult result)
    {
        var rows = ParityWords.Of(result);
        return rows.Count == 0 ? "" : "torch against onnxruntime, teacher-forced on torch's greedy ids:\n\n"
            + MarkdownText.Table(["model", .. ParityWords.Headings], rows.Select(row => (IReadOnlyList<string>)[MarkdownText.Escape(row.Model), .. row.Cells]));
    }

    private static string Kept(GateResult result)
    {
        var kept = result.Variants.Where(variant => variant.Kept is not null).ToList();
        return kept.Count == 0 ? "" : MarkdownText.Table(["variant", "encoder", "decoder"], kept.Select(variant => (IReadOnlyList<string>)
            [MarkdownText.Escape(variant.Name), string.Join(' ', variant.Kept!.Encoder), string.Join(' ', variant.Kept.Decoder)]));
    }

    private static string Facts(IReadOnlyList<Fact> facts) => facts.Count == 0 ? "" : MarkdownText.Table(
        ["", ""], facts.Select(fact => (IReadOnlyList<string>)[MarkdownText.Escape(fact.Name), MarkdownText.Escape(fact.Value)]));
}
