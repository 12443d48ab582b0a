using CompressionPipeline.Verdicts.Metrics.Rouge;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Rouge;

public static class RougeTokenizerTests
{
    [Theory]
    [InlineData(RougeTokenizer.Unicode, "深圳去年推出活动。", 8)]
    [InlineData(RougeTokenizer.Unicode, "Съешь же ЕЩЁ, 12-й!", 5)]
    [InlineData(RougeTokenizer.Unicode, "東京tower2020は", 4)]
    [InlineData(RougeTokenizer.Unicode, "e\u0301te\u0301 नमस्ते", 2)]
    [InlineData(RougeTokenizer.Unicode, "👍 … ！", 0)]
    [InlineData(RougeTokenizer.Unicode, "a \uD800 b", 2)]
    [InlineData(RougeTokenizer.Characters, "ab é\u0323 深。👍", 6)]
    [InlineData(RougeTokenizer.Characters, " \u200B\n", 0)]
    [InlineData(RougeTokenizer.Ascii, "深圳 ab é", 1)]
    public static void Should_Count_Tokens(RougeTokenizer tokenizer, string text, int count)
    {
        // Given
        var ids = new List<int>();

        // When
        new Tokens(stem: true, tokenizer).Read(text, ids);

        // Then
        Assert.Equal(count, ids.Count);
        Assert.Equal(count > 0, new RougeScorer(tokenizer: tokenizer).CanScore(text));
    }

    [Fact]
    public static void Should_Score_Words_Of_Ascii_As_The_Usual_One_Does()
    {
        // Given
        (string, string)[] pairs = [("Testing one, two: the runs", "tests running, one of two"), ("It's A-B 2", "it s b")];

        // When
        var (usual, unicode) = (new RougeScorer().Score(pairs), new RougeScorer(tokenizer: RougeTokenizer.Unicode).Score(pairs));

        // Then
        Assert.All(usual.Measures, measure => Assert.Equal(usual[measure], unicode[measure]));
    }

    [Fact]
    public static void Should_Stand_In_The_Signature()
    {
        // When
        var signatures = Enum.GetValues<RougeTokenizer>().Select(
            tokenizer => new RougeScorer(tokenizer: tokenizer).Signature.Split('|')[2]);

        // Then
        Assert.Equal(["tokens:ascii-alphanumeric", "tokens:unicode-words-1", "tokens:unicode-characters-1"], signatures);
    }
}
