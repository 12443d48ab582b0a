using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Reports;

/// <summary><c>report.md</c>: the verdict in words, the table, why it failed, and, folded, the conditions. Also the body of a pull-request comment.</summary>
public static class MarkdownReport
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.md";

    /// <summary>The report of a judged result.</summary>
    public static string Render(GateResult result)
    {
        var text = new StringBuilder();
        text.Append($"<!-- compression-pipeline:{result.Model} -->\n");
        text.Append($"## {Words.Icon(result.Verdict)} {Words.Verdict(result.Verdict)}: {result.Model}\n\n");
        foreach (var variant in result.Variants)
            Headline(text, result, variant);
        Table(text, result);
        Budgets(text, result);
        Failures(text, result);
        Folded(text, "Stage times", result.Stages.Select(stage => (stage.Stage, Words.Fixed(stage.Seconds) + " s")));
        Folded(text, "Kept layers", result.Variants.Where(v => v.Kept is not null).SelectMany(Kept));
        foreach (var command in result.Commands)
            text.Append($"Reproduce: `{command}`\n");
        return text.ToString();
    }

    private static void Headline(StringBuilder text, GateResult result, ModelResult variant)
    {
        var summary = Summary.Of(result.Base, variant);
        text.Append($"**{variant.Name}** {Words.Icon(variant.Verdict!.Value)} {Words.Verdict(variant.Verdict.Value)}: {summary.Why}.\n");
        text.Append($"- gained: {summary.Gained}\n");
        text.Append($"- lost: {summary.Lost}\n\n");
    }

    private static void Table(StringBuilder text, GateResult result)
    {
        foreach (var variant in result.Variants)
        {
            text.Append($"| {variant.Name} | base ({result.Base.EncoderLayers}+{result.Base.DecoderLayers} layers) | {variant.Name} ({variant.EncoderLayers}+{variant.DecoderLayers} layers) | change [95 % interval] | budget | verdict |\n");
            text.Append("|---|---:|---:|---|---|---|\n");
            foreach (var row in ReportRow.Of(result.Base, variant))
            {
                var verdict = row.Verdict is { } judged ? $"{Words.Icon(judged)} {Words.Verdict(judged)}" : "";
                text.Append($"| {row.Measure} | {row.Base} | {row.Candidate} | {row.Change} | {row.Budgets} | {verdict} |\n");
            }
            text.Append('\n');
        }
    }

    private static void Budgets(StringBuilder text, GateResult result)
    {
        if (!result.Variants.Any(variant => variant.Budgets.Count > 0))
            return;
        text.Append("| variant | budget | measured | verdict |\n|---|---|---|---|\n");
        foreach (var variant in result.Variants)
        {
            foreach (var budget in variant.Budgets)
                text.Append($"| {variant.Name} | {Words.Budget(budget.Budget)} | {budget.Reason} | {Words.Icon(budget.Verdict)} {Words.Verdict(budget.Verdict)} |\n");
        }
        text.Append('\n');
    }

    private static void Failures(StringBuilder text, GateResult result)
    {
        var failures = result.Variants
            .SelectMany(variant => variant.Budgets.Where(budget => budget.Verdict != Verdict.Pass).Select(budget => budget.Message($"{result.Model}/{variant.Name}")))
            .ToList();
        if (failures.Count == 0)
            return;
        text.Append("### Why it did not pass\n\n");
        foreach (var failure in failures)
            text.Append($"- {failure}\n");
        text.Append('\n');
        if (result.Verdict != Verdict.Fail)
            return;
        text.Append("Either mend the recipe (more steps, more layers kept) or, if the loss is acceptable, the budget in the manifest; only the gate runs again for a changed budget.\n\n");
    }

    private static void Folded(StringBuilder text, string title, IEnumerable<(string Name, string Value)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        text.Append($"<details><summary>{title}</summary>\n\n| | |\n|---|---|\n");
        foreach (var (name, value) in all)
            text.Append($"| {name} | {Cell(value)} |\n");
        text.Append("\n</details>\n\n");
    }

    // A bar would end the cell.
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static IEnumerable<(string, string)> Kept(ModelResult variant) =>
    [
        ($"{variant.Name}, encoder", string.Join(" ", variant.Kept!.Encoder)),
        ($"{variant.Name}, decoder", string.Join(" ", variant.Kept.Decoder)),
    ];
}
