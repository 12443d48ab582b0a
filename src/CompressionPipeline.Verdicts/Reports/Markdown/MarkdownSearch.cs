using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Markdown;

/// <summary>What a search found: its facts, the whole network and the front, what variants picked first.</summary>
internal static class MarkdownSearch
{
    private const int Most = 20;

    public static string Section(GateResult result)
    {
        if (result.Search is not { } search)
            return "";
        var facts = SearchWords.Facts(search).Select(fact => $"{fact.Name}: {fact.Value}");
        var front = search.Measured.Where(evaluation => evaluation.IsOnFront)
            .OrderByDescending(evaluation => evaluation.Variants.Count > 0)
            .ThenBy(evaluation => search.Costs.Select(cost => evaluation.Values![cost]).FirstOrDefault()).ToList();
        var rows = front.Take(Most).Select(evaluation => Row(search, Words.List(evaluation.Variants), evaluation.Values!));
        if (search.Whole.Count == search.Objectives.Count)
            rows = rows.Prepend(Row(search, "the whole network", search.Whole));
        return $"{MarkdownText.List(facts)}\n"
            + MarkdownText.Table(["picked by", .. search.Objectives.Select(one => $">{Title(one)}")], rows)
            + (front.Count > Most ? $"and {front.Count - Most} more on the front: see report.html\n" : "");

        static string Title(SearchObjective objective) => MarkdownText.Escape(SearchWords.Title(objective));
    }

    private static IReadOnlyList<string> Row(SearchSummary search, string who, IReadOnlyList<double> values) =>
        [MarkdownText.Escape(who), .. search.Objectives.Zip(values, SearchWords.Value)];
}
