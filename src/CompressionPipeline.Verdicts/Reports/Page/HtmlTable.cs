namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>A table in a box of its own that scrolls where the page is narrow.</summary>
internal static class HtmlTable
{
    /// <param name="title">What a listener hears of it.</param>
    /// <param name="headings">A heading that begins with <c>&gt;</c> sets its column to the right.</param>
    /// <param name="rows">As many cells as there are headings; the first names the row.</param>
    /// <param name="style">Style class.</param>
    public static Html Render(string title, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<Html>> rows, string style = "") => Html.Of($"""
        <div class="scroll" role="region" aria-label="{title}" tabindex="0"><table class="{style}">
        <thead><tr>{headings.Select(heading => heading.Length == 0 ? Html.Of($"<td></td>") : Html.Of($"<th scope=\"col\"{Side(heading)}>{heading.TrimStart('>')}</th>"))}</tr></thead>
        <tbody>{rows.Select(row => Html.Of($"<tr>{row.Select((cell, i) => i == 0 ? Html.Of($"<th scope=\"row\">{cell}</th>") : Html.Of($"<td{Side(headings[i])} data-label=\"{headings[i].TrimStart('>')}\">{cell}</td>"))}</tr>\n"))}</tbody>
        </table></div>
        """);

    public static Html Facts(IReadOnlyList<Fact> facts) => Html.When(facts.Count > 0, () =>
        Html.Of($"<dl class=\"facts\">{facts.Select(fact => Html.Of($"<div><dt>{Html.Name(fact.Name)}</dt><dd>{Html.Name(fact.Value)}</dd></div>"))}</dl>"));

    private static Html Side(string heading) => heading.StartsWith('>') ? Html.Of($" class=\"number\"") : Html.None;
}
