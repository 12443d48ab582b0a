using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Page;

/// <summary>What the page was made from.</summary>
internal static class PageFooter
{
    public static Html Render(GateResult result) => Html.Of(
        $"<footer><p>Made from result.json, schema {result.SchemaVersion}{Html.When(result.Seal is not null, () => Html.Of($", seal <code>{Words.Short(result.Seal, 20)}</code>"))}. Every number can be computed again from the samples in it.</p></footer>");
}
