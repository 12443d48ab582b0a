using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>The examples in which a variant and the unpruned model differ most, side by side with the reference.</summary>
internal static class ExamplesList
{
    public static Html Render(GateResult result, ModelResult variant, bool withTexts)
    {
        if (variant.Examples.Count == 0)
            return Html.None;
        return withTexts
            ? Html.Of($"""
                <h3>Where it differs most</h3>
                <p class="caption">Words that only one of the two models wrote are marked.
                {Numbers(result.Headline)}</p>
                <ol class="examples">{variant.Examples.Select(One)}</ol>
                """)
            : Html.Of($"<h3>Where it differs most</h3><p class=\"caption\">{Words.Plural(variant.Examples.Count, "example")} of "
                + $"this variant: see result.json. The page shows those of the picked variant and of some others, to stay "
                + $"small.</p>");
    }

    private static string Numbers(MetricDefinition headline) => headline.IsOfCorpus
        ? "Numbers are what the two models predict."
        : $"Scores are {headline.Title} in {headline.Unit}.";

    private static Html One(ExamplePair example)
    {
        var difference = WordDifference.Of(example.Baseline, example.Variant);
        return Html.Of($"""
            <li><h4>{Html.Name(example.Id)}
            <span class="note">{Words.Fixed(example.BaselineScore)} → {Words.Fixed(example.VariantScore)}</span></h4>
            <div class="texts"><div><h5>Reference</h5><p dir="auto">{example.Reference}</p></div>
            <div><h5>Unpruned</h5>{Text(example.Baseline, difference.First, "baseline")}</div>
            <div><h5>Variant</h5>{Text(example.Variant, difference.Second, "accent")}</div></div>
            <details><summary>Document</summary><p dir="auto" class="document">{example.Document}</p></details></li>

            """);
    }

    private static Html Text(string text, IReadOnlyList<(string Words, bool Differs)> runs, string who) =>
        string.IsNullOrWhiteSpace(text)
        ? Html.Of($"<p class=\"note\">(nothing was written)</p>")
        : Html.Of($"<p dir=\"auto\">{runs.Select((run, i) => Run((i == 0 ? "" : " ") + run.Words, run.Differs, who))}</p>");

    private static Html Run(string words, bool differs, string who) => differs
        ? Html.Of($"{(words[0] == ' ' ? " " : "")}<mark class=\"{who}\">{words.TrimStart()}</mark>")
        : Html.Of($"{words}");
}
