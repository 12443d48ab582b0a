using CompressionPipeline.Verdicts.Reports.Markdown;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Reports.Cards;

/// <summary>The card's scores, with intervals and the signature without which they mean nothing.</summary>
internal static class CardQuality
{
    public static string Render(GateResult result, ModelResult variant)
    {
        if (variant.Rouge.Count == 0)
            return "";
        var level = Words.Level(result.Rules.QualityConfidence);
        var signature = variant.ScoredOn is { } basis
            ? $"Mean F over {Words.Plural(basis.Examples, "example")} of the test split, in points of 0-100. Signature: {MarkdownText.Code(basis.Signature)}\n\n"
            : "";
        return "## Quality\n\n" + signature + MarkdownText.Table(
            ["measure", ">unpruned", $">this model [{level}]", $">change [{level}]"],
            variant.Rouge.Select(score => (IReadOnlyList<string>)
            [
                Words.Measure(score.Key),
                Words.Fixed(result.Base.Rouge.GetValueOrDefault(score.Key)?.Value),
                Words.Fixed(score.Value.Value) + Words.Interval(score.Value.Interval?.Low, score.Value.Interval?.High),
                Words.Change(score.Value.Change),
            ]));
    }
}
