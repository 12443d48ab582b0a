using CompressionPipeline.Verdicts.Metrics.Rouge;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Rouge;

public static class RougePropertyTests
{
    private static readonly Arbitrary<string> AnyText = Gen.Elements(
            "a", "b", "c", "running", "runs", "Runs", "2nd", "22", "\u0130", "\u212A", "é", "東京", ".", "\n", "\r\n", "A b. C",
            "e.g.", "!", "_", "\0", "\uD800")
        .ListOf().Select(words => string.Join(' ', words)).ToArbitrary();

    private static readonly RougeScorer[] Scorers =
    [
        .. from stem in new[] { true, false }
           from breaks in Enum.GetValues<SentenceBreaks>()
           select new RougeScorer(
               [.. Enumerable.Range(1, 9).Select(RougeMeasure.RougeN), RougeMeasure.RougeL, RougeMeasure.RougeLsum], stem,
               breaks),
    ];

    private static void ForAll(Func<RougeScorer, RougeMeasure, string, string, bool> holds) =>
        Prop.ForAll(AnyText, AnyText, (a, b) =>
        Scorers.All(scorer => scorer.Measures.All(measure => holds(scorer, measure, a, b)))).QuickCheckThrowOnFailure();

    public sealed class EveryScore
    {
        [Fact]
        public void Should_Lie_Between_0_And_1_With_F_Between_Precision_And_Recall() => ForAll((scorer, measure, a, b) =>
        {
            var score = scorer.Score(a, b)[measure];
            return score is { Precision: >= 0 and <= 1, Recall: >= 0 and <= 1 }
                && Math.Min(score.Precision, score.Recall) - 1e-12 <= score.F
                    && score.F <= Math.Max(score.Precision, score.Recall) + 1e-12;
        });

        [Fact]
        public void Should_Be_1_For_Equal_Texts_Unless_They_Are_Too_Short_To_Score() => ForAll((scorer, measure, a, _) =>
        {
            var (self, words) = (scorer.Score(a, a)[measure], scorer.Score(a, a)[RougeMeasure.RougeN(Math.Max(measure.N, 1))]);
            return self.F == words.F && self.F is 0 or 1;
        });

        [Fact]
        public void Should_Swap_Precision_And_Recall_With_The_Texts() => ForAll((scorer, measure, a, b) =>
        {
            var (forth, back) = (scorer.Score(a, b)[measure], scorer.Score(b, a)[measure]);
            return measure == RougeMeasure.RougeLsum || (
                forth.Precision == back.Recall && forth.Recall == back.Precision && forth.F == back.F);
        });

        // Inside words: the case of a first letter tells where a sentence begins.
        [Fact]
        public void Should_Not_Depend_On_Case_Nor_On_What_Separates_Words() => ForAll((scorer, measure, a, b) =>
            scorer.Score(
                a, b)[measure] == scorer.Score(a.Replace('n', 'N'), b.Replace("é", "—", StringComparison.Ordinal))[measure]);

        [Fact]
        public void Should_Not_Grow_With_The_Length_Of_The_N_Grams() => ForAll((scorer, measure, a, b) =>
        {
            var scores = scorer.Score(a, b);
            return measure.N < 2 || scores[measure].F == 0 || scores[RougeMeasure.RougeN(measure.N - 1)].F > 0;
        });
    }

    public sealed class ACorpus
    {
        [Fact]
        public void Should_Hold_The_Same_Scores_As_Its_Pairs_One_By_One()
        {
            Prop.ForAll(AnyText.Generator.Two().ListOf().ToArbitrary(), pairs => Scorers.All(scorer =>
            {
                var corpus = scorer.Score([.. pairs.Select(pair => (pair.Item1, pair.Item2))]);
                return scorer.Measures.All(
                    measure => corpus[measure].SequenceEqual(
                        pairs.Select(pair => scorer.Score(pair.Item1, pair.Item2)[measure])));
            })).QuickCheckThrowOnFailure();
        }
    }
}
