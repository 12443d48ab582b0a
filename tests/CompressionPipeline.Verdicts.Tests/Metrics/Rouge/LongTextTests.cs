using CompressionPipeline.Verdicts.Metrics.Rouge;
using TestKit;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Rouge;

public static class LongTextTests
{
    [Fact]
    public static void Should_Mark_The_Same_Subsequence_However_Little_Of_The_Table_Is_There()
    {
        // Given
        var random = new Random(1);
        var pairs = Enumerable.Range(0, 300).Select(_ => (Words(random, 4), Words(random, 4))).ToList();

        // When
        var whole = pairs.ConvertAll(pair => Score(new Subsequences(), pair.Item1, pair.Item2));

        // Then
        foreach (var cells in new[] { 1, 20, 100 })
            Assert.Equal(whole, pairs.ConvertAll(pair => Score(new Subsequences(cells), pair.Item1, pair.Item2)));
    }

    [Theory]
    [InlineData(6_000, 6_000)]
    [InlineData(100_000, 300)]
    [InlineData(300, 100_000)]
    public static void Should_Take_Memory_In_Proportion_To_The_Shorter_Text(int reference, int candidate)
    {
        // Given
        var scorer = new RougeScorer([RougeMeasure.RougeL, RougeMeasure.RougeLsum]);
        var texts = (Text(reference), Text(candidate));
        scorer.Score(Text(2_000), Text(2_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        // When
        var scores = scorer.Score(texts.Item1, texts.Item2);

        // Then
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 48 << 20);
        Assert.InRange(scores[RougeMeasure.RougeL].F, 0.001, 1);
        Assert.Equal(scores[RougeMeasure.RougeL].F, scores[RougeMeasure.RougeLsum].F, 0.5);
    }

    [Fact]
    public static void Should_Stem_A_Word_Of_One_Letter_However_Long_It_Is() =>
        Assert.EndsWith("yi", PorterStemmer.Stem(new string('y', 200_000)), StringComparison.Ordinal);

    [InputCaseFact]
    public static void Should_Find_Each_Line_Of_A_Reference_Wherever_The_Candidate_Has_It()
    {
        // When
        var score = new RougeScorer().Score(
            InputCase.Text("lsum-lines-lost", "reference.txt"), InputCase.Text("lsum-lines-lost", "candidate.txt"));

        // Then
        Assert.Equal(1, score[RougeMeasure.RougeLsum].F);
    }

    private static RougeScore Score(Subsequences subsequences, string reference, string candidate)
    {
        var tokens = new Tokens(stem: false, RougeTokenizer.Ascii);
        var (first, second) = (
            new SentenceTokens(tokens, SentenceBreaks.Lines), new SentenceTokens(tokens, SentenceBreaks.Lines));
        first.Read(reference);
        second.Read(candidate);
        return subsequences.Score(first, second);
    }

    // Few words in several lines: many subsequences are equally long, and which is marked shows in the union.
    private static string Words(Random random, int vocabulary) => string.Join(' ', Enumerable.Range(0, random.Next(1, 60))
        .Select(_ => random.Next(12) == 0 ? "\n" : $"w{random.Next(vocabulary)}"));

    private static string Text(int words)
    {
        var random = new Random(words);
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{random.Next(1000)}"));
    }
}
