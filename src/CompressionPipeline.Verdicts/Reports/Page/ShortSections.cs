using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>A part of the page with a heading of its own.</summary>
internal sealed record Section(string Id, string Title, Html Content)
{
    /// <summary>The title where there is little room.</summary>
    public string Short { get; init; } = Title;

    public Html Render() => Html.Of($"""
        <section id="{Id}" aria-labelledby="{Id}-title">
        <h2 id="{Id}-title">{Title}</h2>
        {Content}
        </section>

        """);
}

/// <summary>Sections of a few lines: waivers, noise, commands.</summary>
internal static class ShortSections
{
    public static Html Waivers(GateResult result)
    {
        var waivers = WaiverWords.Of(result);
        return Html.When(waivers.Count > 0, () => HtmlTable.Render(
            "Waivers", ["Budget", "Variant", "Reason", "By", "State"],
            waivers.Select(waiver => (IReadOnlyList<Html>)
            [
                Html.Name(waiver.Covers),
                Html.Name(WaiverWords.Scope(waiver.Waiver)),
                Html.Name(waiver.Waiver.Reason),
                Html.Name(waiver.Waiver.By ?? Words.Missing),
                waiver.Waiver.Expired
                    ? Html.Of($"<span class=\"ended\">Expired</span>: {Html.Name(waiver.Effect)}")
                    : Html.Of($"<span class=\"running\">In force</span>: {Html.Name(waiver.Effect)}"),
            ]), "prose"));
    }

    public static Html Noise(GateResult result)
    {
        var remarks = NoiseRemark.Of(result)
            .Select(remark =>
                Html.Of($"<li>{Html.Name(remark.Text)} <span class=\"note\">({Html.Name(remark.Variants)})</span></li>\n"))
                .ToList();
        var list = Html.Of($"<ul class=\"plain\">{remarks}</ul>");
        return Html.When(remarks.Count > 0, () => remarks.Count <= NoiseRemark.Open
            ? list
            : Html.Of($"<details><summary>{remarks.Count} remarks on the times</summary>{list}</details>"));
    }

    public static Html Commands(GateResult result) => Html.Join(result.Commands.Select((command, i) => Html.Of(
        $"<div class=\"command\"><pre id=\"command-{i}\" tabindex=\"0\"><code>{command}</code></pre>{Copy(i)}</div>\n")));

    private static Html Copy(int index) => Html.Of($"<button type=\"button\" data-copy=\"command-{index}\" hidden>Copy</button>");
}
