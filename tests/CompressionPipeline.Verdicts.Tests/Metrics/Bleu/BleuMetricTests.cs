using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Metrics.Bleu;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Bleu;

public class BleuMetricTests
{
    private static double Score(params (string Reference, string Text)[] pairs) =>
        TextMetrics.Score(new BleuMetric(), pairs, CancellationToken.None).Value;

    [Fact]
    public void Should_Multiply_The_Precisions_Of_The_Whole_Corpus() =>
        // By hand: (12/17 · 6/14 · 4/11 · 3/8)^¼, and as many tokens as the references have
        Assert.Equal(45.0675, Score(
            ("The dog bit the man.", "The dog bit the man."),
            ("It was not unexpected.", "It wasn't surprising."),
            ("The man bit him first.", "The man had just bitten him.")), 3);

    [Fact]
    public void Should_Punish_Texts_That_Are_Too_Short() =>
        Assert.Equal(100 * Math.Exp(1 - (10 / 5.0)), Score(("a b c d e f g h i j", "a b c d e")), 9);

    [Fact]
    public void Should_Smooth_Orders_Without_A_Match_By_Halves() =>
        // 3/4, 1/3, and no match among 2 and 1: 1/(2·2) and 1/(4·1)
        Assert.Equal(100 * Math.Pow(3 / 4.0 * (1 / 3.0) * (1 / 4.0) * (1 / 4.0), 0.25), Score(("a b x c", "a b c d")), 9);

    [Theory]
    [InlineData("a b c d", "e f g h")]
    [InlineData("a b c d", "a b c")]
    [InlineData("a b c d", "")]
    public void Should_Be_Nothing_Without_A_Match_Or_A_Gram_Of_Each_Order(string reference, string text) =>
        Assert.Equal(0, Score((reference, text)));

    [Fact]
    public void Should_Count_No_Match_Twice() => Assert.Equal(1, new BleuMetric().Score("the cat", "the the the")[0]);

    [Theory]
    [InlineData("Returns 1,000.5 items.", "Returns 1,000.5 items .")]
    [InlineData("It's (a) list<T>, i.e. x-y", "It's ( a ) list < T > , i . e . x-y")]
    [InlineData("5-fold &amp; &quot;more&quot;", "5 - fold & \" more \"")]
    public void Should_Split_As_Mteval_Does(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', BleuMetric.Tokens(text)));

    [Fact]
    public void Should_Stand_In_The_Catalogue() =>
        Assert.Equal((MetricInterval.Corpus, "BLEU"), (MetricCatalogue.Find("bleu")!.Interval, MetricCatalogue.Title("bleu")));
}
