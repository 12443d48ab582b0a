using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Cards;

/// <summary>The card's licences, as the recipe says them; none is guessed.</summary>
internal static class CardLicenses
{
    public static string Render(GateResult result)
    {
        var said = new[] { ("These weights", result.Rules.License), (result.Rules.BaseModel ?? "The model they come from", result.Rules.BaseLicense), (result.DataSet?.Name ?? "The data set", result.Rules.DataLicense) }
            .Where(pair => !string.IsNullOrWhiteSpace(pair.Item2))
            .Select(pair => $"- {MarkdownText.Escape($"{pair.Item1}: {pair.Item2}")}\n").ToList();
        return said.Count == 0 ? "" : $"## Licences\n\n{string.Concat(said)}\n";
    }
}
