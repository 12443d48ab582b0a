using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Reports.Drawing;
using CompressionPipeline.Verdicts.Reports.Markup;
using CompressionPipeline.Verdicts.Results;
using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>The verdict, its reason, the picked variant in a few large numbers, and the way to each section.</summary>
internal static class PageHeader
{
    public static Html Render(GateResult result, IReadOnlyList<Section> sections) => Html.Of($"""
        <header>
        <div class="top"><p class="product">Compression report</p><button id="theme" type="button" hidden>Dark</button></div>
        <div class="verdict {Marker.Class(result.Verdict)}">
        <p class="word">{Marker.Icon(result.Verdict)}{Words.Verdict(result.Verdict)}</p>
        <h1>{Html.Name(result.Model)}</h1>
        {Html.When(result.Reason.Length > 0, () => Html.Of($"<p class=\"reason\">{Html.Name(result.Reason)}</p>"))}
        {Html.When(result.Verdict == Verdict.Inconclusive && !result.Blocks, () => Open)}
        {Pick(result)}
        </div>
        {Tiles.Render(result)}
        <nav aria-label="Sections"><ul>{sections.Select(Link)}</ul></nav>
        </header>
        """);

    private static Html Link(Section section) => Html.Of($"<li><a href=\"#{section.Id}\">{section.Short}</a></li>");

    private static Html Open => Html.Of($"<p class=\"reason\">INCONCLUSIVE does not stop a merge here: the recipe says so.</p>");

    private static Html Pick(GateResult result)
    {
        if (result.Pick is not { } pick)
            return Html.None;
        var variant = result.Variants.FirstOrDefault(model => model.Name == pick.Variant);
        return variant is null
            ? Html.Of($"<p class=\"pick\"><strong>Nothing picked.</strong> {Html.Name(pick.Reason)}</p>")
            : Html.Of($"<p class=\"pick\">Picked: <a "
                + $"href=\"#{Anchors.Of(result, variant)}\"><strong>{Html.Name(variant.Name)}</strong></a>. "
                + $"{Html.Name(pick.Reason)}</p>");
    }
}
