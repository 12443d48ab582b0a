using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>Every waiver of the manifest, whether it was needed or not.</summary>
internal static class WaiversSection
{
    public static Html Render(GateResult result)
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
                Html.Of($"<span class=\"{(waiver.Waiver.Expired ? "ended" : "running")}\">{(waiver.Waiver.Expired ? "Expired" : "In force")}</span>: {Html.Name(waiver.Effect)}"),
            ]), "prose"));
    }
}
