using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Machine, settings, signature, parity and method: what someone needs who doubts a number.</summary>
internal static class ConditionsSection
{
    public static Html Render(GateResult result) => Html.Of($"""
        {Machine(result)}
        {Watch(result)}
        {Signatures(result)}
        {Parity(result)}
        <h3>Method</h3>
        <ul class="plain">{Method.Of(result).Select(sentence => Html.Of($"<li>{sentence}</li>"))}</ul>
        {Stages(result)}
        """);

    private static Html Signatures(GateResult result) => Method.Signatures(result) is { Count: > 0 } signatures
        ? Html.Of($"<h3>Scores</h3>{HtmlTable.Facts(signatures)}")
        : Html.None;

    private static Html Machine(GateResult result)
    {
        var all = Conditions.Of(result);
        return Html.Join(all.Select(one =>
        {
            var variants = Html.When(all.Count > 1, () =>
                Html.Of($" <span class=\"note\">{Html.Name(Words.List(one.Variants))}</span>"));
            return Html.Of($"<h3>Machine and settings{variants}</h3>{HtmlTable.Facts(one.Facts)}");
        }));
    }

    private static Html Watch(GateResult result)
    {
        var (headings, rows) = MachineWatch.Of(result);
        return Html.When(rows.Count > 0, () =>
            Folded(rows.Count, "The machine while it was timed, before → after", HtmlTable.Render(
            "The machine while it was timed", ["Variant", .. headings.Select(heading => ">" + heading)],
            rows.Select(row => (IReadOnlyList<Html>)[Html.Name(row.Variant), .. row.Cells.Select(Html.Name)]))));
    }

    private static Html Parity(GateResult result)
    {
        var rows = ParityWords.Of(result);
        return Html.When(rows.Count > 0, () => Folded(rows.Count, "torch against onnxruntime", HtmlTable.Render(
            "Parity of the runtimes", ["Model", .. ParityWords.Headings(result).Select(heading => ">" + heading)],
            rows.Select(row => (IReadOnlyList<Html>)[Html.Name(row.Model), .. row.Cells.Select(Html.Name)]))));
    }

    private static Html Stages(GateResult result) =>
        Html.When(result.Stages.Count > 0, () => Folded(result.Stages.Count, "What the stages took", HtmlTable.Render(
        "Stage times", ["Stage", ">Seconds"], result.Stages.Select(stage =>
            (IReadOnlyList<Html>)[Html.Name(stage.Stage), Html.Name(Words.Fixed(stage.Seconds))]))));

    private static Html Folded(int rows, string title, Html table) => rows <= 14
        ? Html.Of($"<h3>{title}</h3>{table}")
        : Html.Of($"<details><summary>{title}</summary>{table}</details>");
}
