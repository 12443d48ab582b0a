using CompressionPipeline.Verdicts.Metrics.Rouge;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Rouge;

public static class RougeScorerTests
{
    private static RougeScore Score(string reference, string candidate, RougeMeasure measure, bool stem = true) =>
        new RougeScorer([measure], stem).Score(reference, candidate)[measure];

    private static RougeMeasure Measure(string name) => name switch
    {
        "L" => RougeMeasure.RougeL,
        "Lsum" => RougeMeasure.RougeLsum,
        _ => RougeMeasure.RougeN(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)),
    };

    public sealed class TheScoreMethod
    {
        [Theory]
        [InlineData("testing one two", "testing", "1", 1, 1 / 3.0, 1 / 2.0)]
        [InlineData("testing one two", "testing one", "2", 1, 1 / 2.0, 2 / 3.0)]
        [InlineData("testing one two", "testing two", "L", 1, 2 / 3.0, 4 / 5.0)]
        [InlineData("w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "Lsum", 0.4, 0.8, 8 / 15.0)]
        [InlineData("w1 w2", "/", "1", 0, 0, 0)]
        [InlineData("w1 w2", "/", "2", 0, 0, 0)]
        [InlineData("w1 w2", "/", "L", 0, 0, 0)]
        [InlineData("w1 w2", "/", "Lsum", 0, 0, 0)]
        [InlineData("", "", "1", 0, 0, 0)]
        [InlineData("", "w1", "L", 0, 0, 0)]
        [InlineData("", "", "Lsum", 0, 0, 0)]
        [InlineData("one", "one", "2", 0, 0, 0)]
        [InlineData("one two", "one two", "3", 0, 0, 0)]
        [InlineData("one two three", "one two three four", "3", 1 / 2.0, 1, 2 / 3.0)]
        [InlineData("testing one two", "", "3", 0, 0, 0)]
        [InlineData("testing one two", "testing one", "L", 1, 2 / 3.0, 4 / 5.0)]
        [InlineData("testing one two", "", "Lsum", 0, 0, 0)]
        [InlineData("reference", "\n", "Lsum", 0, 0, 0)]
        // Clipping: the reference's two "the" can be matched only twice.
        [InlineData("the cat the", "the the the the", "1", 2 / 4.0, 2 / 3.0, 4 / 7.0)]
        [InlineData("a b a b", "a b a b a b", "2", 3 / 5.0, 1, 3 / 4.0)]
        // Longer n-grams, among them equal prefixes with another ending.
        [InlineData("a b c d e", "a b c d f", "3", 2 / 3.0, 2 / 3.0, 2 / 3.0)]
        [InlineData("a b c d e", "x b c d e", "4", 1 / 2.0, 1 / 2.0, 1 / 2.0)]
        [InlineData("a b c d e f g h i", "a b c d e f g h i", "9", 1, 1, 1)]
        [InlineData("a b c d e", "b a c e d", "3", 0, 0, 0)]
        // Order counts in L, but not in 1.
        [InlineData("a b c", "c b a", "1", 1, 1, 1)]
        [InlineData("a b c", "c b a", "L", 1 / 3.0, 1 / 3.0, 1 / 3.0)]
        // Newlines are mere separators to L, and sentence ends to Lsum.
        [InlineData("a b\nc d", "c d\na b", "L", 1 / 2.0, 1 / 2.0, 1 / 2.0)]
        [InlineData("a b\nc d", "c d\na b", "Lsum", 1, 1, 1)]
        [InlineData("a b\n\n\nc d\n", "a b\r\nc d", "Lsum", 1, 1, 1)]
        // A line of no words is no sentence, and only \n ends one.
        [InlineData("a b\n ... \nc d", "\n—\nc d\na b\n", "Lsum", 1, 1, 1)]
        [InlineData("a b\u2028c d", "c d\u0085a b", "Lsum", 1 / 2.0, 1 / 2.0, 1 / 2.0)]
        [InlineData("a b\rc d", "c d\fa b", "Lsum", 1 / 2.0, 1 / 2.0, 1 / 2.0)]
        // A candidate's token is hit once only, even if two sentences of the reference want it.
        [InlineData("a b\na c", "a", "Lsum", 1, 1 / 4.0, 2 / 5.0)]
        public void Should_Agree_With_Cases_Computed_By_Hand(
            string reference, string candidate, string measure, double precision, double recall, double f)
        {
            // When
            var score = Score(reference, candidate, Measure(measure));

            // Then
            Assert.Equal(precision, score.Precision, 12);
            Assert.Equal(recall, score.Recall, 12);
            Assert.Equal(f, score.F, 12);
        }

        [Fact]
        public void Should_Take_The_Reference_Scorers_Choice_Among_Equally_Long_Subsequences()
        {
            // Given: against "a b" the reference "b a" has two subsequences of length one. The walk back from the end goes along
            // the reference on a tie and so takes its first token, b; against "a" it can only take a. The union is both.
            // When
            var score = Score("b a", "a b\na", RougeMeasure.RougeLsum);

            // Then: hits b and a of two reference and three candidate tokens; taking a twice would have left b out.
            Assert.Equal((2 / 3.0, 1.0), (score.Precision, score.Recall));
        }

        [Theory]
        [InlineData("Parses JSON document.", "PARSED json Documents", 1)]
        [InlineData("don't", "don t", 1)]
        [InlineData("read_only well-known", "read only well known", 1)]
        [InlineData("naïve", "na ve", 1)]
        [InlineData("\u212Aelvin", "kelvin", 1)]
        [InlineData("D\u0130L", "di l", 1)]
        [InlineData("日本語", "日本語", 0)]
        [InlineData("C#", "c", 1)]
        [InlineData("½ ²", "1 2", 0)]
        [InlineData("its", "it", 0)]
        public void Should_Compare_Lower_Case_Letters_And_Digits_Only(string reference, string candidate, double recall)
        {
            // When
            var score = Score(reference, candidate, RougeMeasure.RougeN(1));

            // Then
            Assert.Equal(recall, Math.Floor(score.Recall));
        }

        [Theory]
        [InlineData("1", 3 / 4.0, 3 / 5.0, 2 / 4.0, 2 / 5.0)]
        [InlineData("2", 2 / 3.0, 2 / 4.0, 0, 0)]
        [InlineData("3", 1 / 2.0, 1 / 3.0, 0, 0)]
        [InlineData("L", 3 / 4.0, 3 / 5.0, 2 / 4.0, 2 / 5.0)]
        [InlineData("Lsum", 3 / 4.0, 3 / 5.0, 2 / 4.0, 2 / 5.0)]
        public void Should_Stem_Only_If_Asked_To(
            string measure, double stemmedPrecision, double stemmedRecall, double precision, double recall)
        {
            // Given
            const string reference = "reads the connections of clients";
            const string candidate = "the connected of servers";

            // When
            var (stemmed, plain) = (
                Score(reference, candidate, Measure(measure), stem: true),
                Score(reference, candidate, Measure(measure), stem: false));

            // Then
            Assert.Equal(new RougeScore(stemmedPrecision, stemmedRecall), stemmed);
            Assert.Equal(new RougeScore(precision, recall), plain);
        }

        [Theory]
        [InlineData(0)]
        [InlineData(10)]
        [InlineData(-1)]
        public void Should_Have_No_Measures_But_The_Reference_Scorers(int n) =>
            Assert.Throws<ArgumentOutOfRangeException>(() => RougeMeasure.RougeN(n));

        [Fact]
        public void Should_Be_Perfect_For_Equal_Texts_And_Mirrored_For_Swapped_Ones()
        {
            var text = Gen.Elements("a", "b", "c", "running", "runs", ".", "\n", "é").ListOf()
                .Select(words => string.Join(' ', words)).ToArbitrary();
            var scorer = new RougeScorer(
                [RougeMeasure.RougeN(1), RougeMeasure.RougeN(2), RougeMeasure.RougeN(3), RougeMeasure.RougeL]);

            Prop.ForAll(text, text, (a, b) => scorer.Measures.All(measure =>
            {
                var (forth, back, self) = (scorer.Score(a, b)[measure], scorer.Score(b, a)[measure], scorer.Score(a, a)[measure]);
                return forth.Precision == back.Recall && forth.Recall == back.Precision
                    && forth.Precision is >= 0 and <= 1 && self.F is 0 or 1;
            })).QuickCheckThrowOnFailure();
        }

        [Fact]
        public void Should_Equal_L_And_Lsum_For_Single_Sentences_Without_Repetition()
        {
            var permutation = Gen.Shuffle(Enumerable.Range(0, 8).Select(i => $"w{i}").ToArray())
                .Select(words => string.Join(' ', words)).ToArbitrary();

            Prop.ForAll(
                permutation, permutation,
                (a, b) => Score(a, b, RougeMeasure.RougeL) == Score(a, b, RougeMeasure.RougeLsum)).QuickCheckThrowOnFailure();
        }
    }

    public sealed class TheSentenceBreaks
    {
        [Fact]
        public void Should_Split_Running_Text_Only_If_Asked_To()
        {
            // Given
            const string reference = "The cat sat. The dog ran.";
            const string candidate = "The dog ran. The cat sat.";
            var lines = new RougeScorer([RougeMeasure.RougeLsum]);
            var sentences = new RougeScorer([RougeMeasure.RougeLsum], breaks: SentenceBreaks.LinesOrRules);

            // When
            var (whole, split) = (lines.Score(reference, candidate), sentences.Score(reference, candidate));

            // Then
            Assert.True(whole[RougeMeasure.RougeLsum].F < 1);
            Assert.Equal(1, split[RougeMeasure.RougeLsum].F);
            Assert.Equal(
                "rouge|compression-pipeline-1|tokens:ascii-alphanumeric|stemmer:porter-nltk|sentences:lines", lines.Signature);
            Assert.EndsWith("|sentences:lines-or-rules-1", sentences.Signature);
        }
    }

    public sealed class TheCorpus
    {
        [Fact]
        public void Should_Average_F_In_Points()
        {
            // Given
            var scorer = new RougeScorer();

            // When
            var corpus = scorer.Score([("testing one two", "testing"), ("a b", "a b"), ("a", "b")]);

            // Then
            Assert.Equal(3, corpus[RougeMeasure.RougeL].Count);
            Assert.Equal([50.0, 100.0, 0.0], corpus.Points(RougeMeasure.RougeN(1)));
            Assert.Equal(50, corpus.Mean(RougeMeasure.RougeN(1)), 12);
            Assert.Equal(["rouge1", "rouge2", "rouge3", "rougeL", "rougeLsum"], corpus.Measures.Select(measure => measure.Name));
        }

        [Fact]
        public void Should_Average_Precision_And_Recall_Apart()
        {
            // When
            var corpus = new RougeScorer().Score([("testing one two", "testing"), ("a b", "a b c d")]);

            // Then: the F of means would be another number than the mean of F
            Assert.Equal(75, corpus.MeanPrecision(RougeMeasure.RougeN(1)), 12);
            Assert.Equal(200 / 3.0, corpus.MeanRecall(RougeMeasure.RougeN(1)), 12);
            Assert.Equal((50 + 200 / 3.0) / 2, corpus.Mean(RougeMeasure.RougeN(1)), 12);
        }

        [Fact]
        public void Should_Score_0_Of_No_Examples() => Assert.Equal(0, new RougeScorer().Score([]).Mean(RougeMeasure.RougeL));

        [Fact]
        public void Should_Equal_Its_Pairs_Scored_One_By_One()
        {
            // Given
            string[] words = ["reads", "writes", "a", "stream", "streams", "of", "bytes", "\n", "asynchronously"];
            var pairs = Enumerable.Range(0, 500).Select(i => (Text(i * 31), Text(i * 17 + 5))).ToList();
            var scorer = new RougeScorer();

            // When
            var corpus = scorer.Score(pairs);

            // Then
            foreach (var measure in corpus.Measures)
                Assert.Equal(pairs.Select(pair => new RougeScorer().Score(pair.Item1, pair.Item2)[measure]), corpus[measure]);

            string Text(int seed) =>
                string.Join(' ', Enumerable.Range(0, 3 + seed % 20).Select(k => words[(seed / 7 + k * k + seed) % words.Length]));
        }

        [Fact]
        public void Should_Refuse_What_Was_Not_Computed()
        {
            // Given
            var corpus = new RougeScorer([RougeMeasure.RougeL]).Score([("a", "a")]);

            // When
            var error = Assert.Throws<ArgumentException>(() => corpus[RougeMeasure.RougeN(2)]);

            // Then
            Assert.StartsWith("rouge2 was not computed; rougeL were.", error.Message, StringComparison.Ordinal);
        }
    }
}
