using System.Text;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

// Why it did not pass: errors, then broken, unjudged and open budgets, each with its place and what to do next.
internal static class MarkdownMisses
{
    private const int Most = 40;

    /// <summary>What the verdict rests on.</summary>
    public static string Decisive(GateResult result) => Lines(result, Deciding(result));

    /// <summary>What other variants missed.</summary>
    public static string Others(GateResult result) => Lines(result, [.. result.Variants.Except(Deciding(result))]);

    // A sweep's pick decides for all: what other variants missed is no reason, and folded.
    private static IReadOnlyList<ModelResult> Deciding(GateResult result)
    {
        var picked = result.Variants.Where(variant => variant.Name == result.Pick?.Variant).ToList();
        return picked.Count == 0 ? result.Variants : picked;
    }

    private static string Lines(GateResult result, IReadOnlyList<ModelResult> variants)
    {
        var misses = variants.SelectMany(variant => Of(result, variant)).ToList();
        if (misses.Count == 0)
            return "";
        var text = new StringBuilder();
        foreach (var (line, _) in misses.Take(Most))
            text.Append($"- {MarkdownText.Escape(line)}\n");
        if (misses.Count > Most)
            text.Append($"- and {misses.Count - Most} more: see report.html\n");
        text.Append('\n');
        foreach (var next in misses.Select(miss => miss.Next).Distinct())
            text.Append($"Next: {MarkdownText.Escape(next)}\n\n");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<(string Line, string Next)> Of(GateResult result, ModelResult variant)
    {
        var owner = $"{result.Model}/{variant.Name}";
        const string fix = "Nothing of an invalid measurement is judged: fix what the error names and run the stage again.";
        // One error makes every budget invalid: it is told once.
        return variant.Errors.Count > 0
            ? variant.Errors.Select(error => ($"{owner}: INVALID: {error}", fix))
            : variant.Budgets.Where(budget => budget.Counted != Verdict.Pass).OrderByDescending(budget => budget.Counted)
                .Select(budget => (BudgetWords.Message(budget, owner), BudgetWords.Next(budget)));
    }
}
