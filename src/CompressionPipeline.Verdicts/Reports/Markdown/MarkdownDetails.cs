using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

// What is there for those who doubt: every budget, conditions, signature, parity, method, times, layers, commands.
internal static class MarkdownDetails
{
    /// <summary>The parts, the most important first; without content where there is none.</summary>
    public static IEnumerable<(string Title, string Content)> Parts(GateResult result) =>
    [
        ("Every budget", Budgets(result)),
        ("Test conditions", ConditionsOf(result)),
        ("Signature of the scores", Facts(Method.Signatures(result))),
        ("Parity of the runtimes", Parity(result)),
        ("Method", string.Concat(Method.Of(result).Select(sentence => $"- {MarkdownText.Escape(sentence)}\n"))),
        ("Stage times", Facts([.. result.Stages.Select(stage => new Fact(stage.Stage, Words.Seconds(stage.Seconds)))])),
        ("Kept layers", Kept(result)),
        ("Kept heads and units", Widths(result)),
        ("Kept pieces of the vocabulary", Pieces(result)),
        ("Commands that repeat it", result.Commands.Count == 0 ? "" : MarkdownText.Block(result.Commands)),
    ];

    private static string Budgets(GateResult result) => Table(
        ["variant", "budget", "measured", "verdict"],
        from variant in result.Variants
        from budget in variant.Budgets
        select (IReadOnlyList<string>)
        [
            MarkdownText.Escape(variant.Name), MarkdownText.Escape(Words.Budget(budget.Budget)),
                MarkdownText.Escape(budget.Reason),
            MarkdownTables.Verdict(budget.Verdict),
        ]);

    private static string ConditionsOf(GateResult result)
    {
        var all = Conditions.Of(result);
        var (headings, rows) = MachineWatch.Of(result);
        var watch = rows.Count == 0 ? "" : "While it was timed, before → after:\n\n" + Table(
            ["variant", .. headings],
            rows.Select(row =>
                (IReadOnlyList<string>)[MarkdownText.Escape(row.Variant), .. row.Cells.Select(MarkdownText.Escape)]));
        return string.Concat(all.Select(one =>
            (all.Count == 1 ? "" : $"{MarkdownText.Escape(Words.List(one.Variants))}:\n\n") + Facts(one.Facts))) + watch;
    }

    private static string Parity(GateResult result)
    {
        var rows = ParityWords.Of(result);
        var how = result.Task == ModelTask.Summarization ? ", teacher-forced on torch's greedy ids" : "";
        return rows.Count == 0 ? "" : $"torch against onnxruntime{how}:\n\n" + Table(
            ["model", .. ParityWords.Headings(result)], rows.Select(row =>
                (IReadOnlyList<string>)[MarkdownText.Escape(row.Model), .. row.Cells]));
    }

    private static string Kept(GateResult result)
    {
        var kept = result.Variants.Where(variant => variant.Kept is not null)
            .Select(variant => (variant.Name, variant.Kept!.Encoder, variant.Kept.Decoder)).ToList();
        var hasDecoder = kept.Exists(variant => variant.Decoder.Count > 0);
        return Table(
            ["variant", "encoder", .. hasDecoder ? ["decoder"] : Array.Empty<string>()],
            kept.Select(variant => (IReadOnlyList<string>)
            [
                MarkdownText.Escape(variant.Name), string.Join(' ', variant.Encoder),
                .. hasDecoder ? new[] { string.Join(' ', variant.Decoder) } : [],
            ]));
    }

    private static string Widths(GateResult result) => Table(
        ["variant", "layer", "heads", "cross-attention heads", "units"],
        from variant in result.Variants
        where variant.Widths is not null
        from row in Rows("encoder", variant.Widths!.Encoder).Concat(Rows("decoder", variant.Widths.Decoder))
        select (IReadOnlyList<string>)[MarkdownText.Escape(variant.Name), .. row]);

    private static string Pieces(GateResult result) => Table(
        ["variant", "pieces"],
        from variant in result.Variants
        where variant.Vocabulary is not null
        select (IReadOnlyList<string>)[MarkdownText.Escape(variant.Name), Words.Kept(variant.Vocabulary!)]);

    private static IEnumerable<string[]> Rows(string stack, IReadOnlyList<LayerWidths> layers) =>
        layers.Select((layer, i) => new[]
        {
            $"{stack} {i}", Of(layer.Heads), layer.CrossHeads is { } cross ? Of(cross) : "", Of(layer.Units),
        });

    private static string Of(KeptOf kept) => $"{kept.Kept} of {kept.Of}";

    private static string Facts(IReadOnlyList<Fact> facts) => Table(
        ["", ""], facts.Select(fact => (IReadOnlyList<string>)[MarkdownText.Escape(fact.Name), MarkdownText.Escape(fact.Value)]));

    private static string Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) =>
        rows.ToList() is { Count: > 0 } all ? MarkdownText.Table(headings, all) : "";
}
