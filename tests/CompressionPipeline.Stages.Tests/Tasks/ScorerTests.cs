using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Metrics.Rouge;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tests.Tasks;

public class ScorerTests
{
    private static readonly (string Data, string Split) Scored = ("data", "0123456789abcdef");

    private static readonly string[] Texts = ["", " \n\t", "... /", "🗼 ©", "\u0301", "東京", "é", "٣", "𐍈", "a"];

    private static Scores Score(RougeScorer rouge, params IEnumerable<(string Reference, string Text)> texts) => Scorer.Score(
        [.. texts.Select((text, i) => new Prediction($"example-{i}", text.Text, text.Reference, 4))], rouge, Scored,
        "greedy, at most 8 tokens", CancellationToken.None);

    [Fact]
    public void Should_Give_F_Precision_And_Recall_In_Points()
    {
        // When
        var scores = Score(new(), ("testing one two", "testing"), ("a b c", "a b c d e f"));

        // Then
        Assert.Equal(
            ["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum", "bleu", "generated-length"],
            scores.Metrics.Select(metric => metric.Name));
        Assert.Equal([50, 200 / 3.0], scores.Find("rouge1")!.Samples, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal([0, 200 / 5.0], scores.Find("rouge3")!.Samples, (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(75, scores.Precision["rouge1"], 9);
        Assert.Equal(200 / 3.0, scores.Recall["rouge1"], 9);
        Assert.Equal(12.5, scores.Precision["rouge3"], 9);
        Assert.Equal(4, scores.Find("generated-length")!.Value);
        Assert.Equal([1, 3], scores.Find("bleu")!.Components!["matches-1"]);
    }

    [Fact]
    public void Should_Count_Texts_Without_A_Letter_Or_Digit_Of_Any_Script()
    {
        // When
        var scores = Score(new(), [.. Texts.Select(text => ("a", text))]);

        // Then: a text in another script scores 0, but it is not empty
        Assert.Equal(5, scores.EmptyTexts);
        Assert.Equal(10, scores.Find("rouge1")!.Value);
    }

    [Theory]
    [InlineData(true, SentenceBreaks.Lines, "stemmer:porter-nltk|sentences:lines|")]
    [InlineData(true, SentenceBreaks.LinesOrRules, "stemmer:porter-nltk|sentences:lines-or-rules-1|")]
    [InlineData(false, SentenceBreaks.Lines, "stemmer:none|sentences:lines|")]
    public void Should_Say_How_Scores_Were_Made(bool stem, SentenceBreaks breaks, string how)
    {
        // When
        var scores = Score(new(stem: stem, breaks: breaks), ("a", "a"), ("b", "b"));

        // Then
        Assert.StartsWith(
            $"rouge|compression-pipeline-1|tokens:ascii-alphanumeric|{how}bleu|", scores.Signature, StringComparison.Ordinal);
        Assert.EndsWith("|split:0123456789ab|examples:2; greedy, at most 8 tokens", scores.Signature, StringComparison.Ordinal);
        Assert.Equal((Scored.Data, Scored.Split), (scores.Data, scores.Split));
    }

    [Fact]
    public void Should_Score_Sentences_Of_Running_Text_Where_Asked_To()
    {
        // Given
        (string, string) pair = ("The cat sat. The dog ran.", "The dog ran. The cat sat.");

        // When
        var (lines, rules) = (Score(new(), pair), Score(new(breaks: SentenceBreaks.LinesOrRules), pair));

        // Then
        Assert.True(lines.Find("rougeLsum")!.Value < 100);
        Assert.Equal(100, rules.Find("rougeLsum")!.Value);
    }
}
