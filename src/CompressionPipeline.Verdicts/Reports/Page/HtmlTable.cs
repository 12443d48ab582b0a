using CompressionPipeline.Verdicts.Reports.Markup;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>A table in a box of its own that scrolls where the page is narrow.</summary>
internal static class HtmlTable
{
    public static Html Render(string title, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<Html>> rows,
        string style = "") =>
        Html.Of($"""
            <div class="scroll" role="region" aria-label="{title}" tabindex="0"><table class="{style}">
            <thead><tr>{headings.Select(Heading)}</tr></thead>
            <tbody>{rows.Select(row => Html.Of($"<tr>{row.Select((cell, i) => Cell(cell, headings[i], i == 0))}</tr>\n"))}</tbody>
            </table></div>
            """);

    public static Html Facts(IReadOnlyList<Fact> facts) =>
        Html.When(facts.Count > 0, () => Html.Of($"<dl class=\"facts\">{facts.Select(Line)}</dl>"));

    private static Html Line(Fact fact) => Html.Of($"<div><dt>{Html.Name(fact.Name)}</dt><dd>{Html.Name(fact.Value)}</dd></div>");

    public static Html Heading(string heading) => heading.Length == 0
        ? Html.Of($"<td></td>")
        : Html.Of($"<th scope=\"col\"{Side(heading)}>{heading.TrimStart('>')}</th>");

    private static Html Cell(Html cell, string heading, bool first) => first
        ? Html.Of($"<th scope=\"row\">{cell}</th>")
        : Html.Of($"<td{Side(heading)} data-label=\"{heading.TrimStart('>')}\">{cell}</td>");

    private static Html Side(string heading) => heading.StartsWith('>') ? Html.Of($" class=\"number\"") : Html.None;
}
