using CompressionPipeline.Verdicts.Metrics.Rouge;
using FsCheck;
using FsCheck.Fluent;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Rouge;

public static class SentenceSplitterTests
{
    public sealed class TheSplitMethod
    {
        [Theory]
        [InlineData("One. Two! Three? Four… Five", "One.|Two!|Three?|Four…|Five")]
        [InlineData("He said \"No.\" She left.", "He said \"No.\"|She left.")]
        [InlineData("(See below.) Then go on.", "(See below.)|Then go on.")]
        [InlineData("Dr. Smith met J. Doe. They talked, e.g. Often.", "Dr. Smith met J. Doe.|They talked, e.g. Often.")]
        [InlineData("Version 2.0 is out. 3 people use System.Text.Json.", "Version 2.0 is out.|3 people use System.Text.Json.")]
        [InlineData("It ended. but not here.", "It ended. but not here.")]
        [InlineData("Really?! Yes.", "Really?!|Yes.")]
        [InlineData("一つ。二つ！三つ", "一つ。|二つ！|三つ")]
        [InlineData("  spaced  .  Out.  ", "spaced  .|Out.")]
        [InlineData("", "")]
        [InlineData("...", "...")]
        public void Should_Follow_Its_Rules(string text, string expected)
        {
            // When
            var sentences = SentenceSplitter.Split(text);

            // Then
            Assert.Equal(expected, string.Join('|', sentences));
        }

        [Fact]
        public void Should_Lose_Nothing_But_White_Space()
        {
            var texts = Gen.Elements(
                "One", "two", ".", "!", "?", "…", "。", " ", "  ", "\t", "\"", "”", "(", ")", "e.g", "Dr", "J", "3", "é",
                "東").ListOf()
                .Select(parts => string.Concat(parts)).ToArbitrary();

            Prop.ForAll(texts, text =>
            {
                var sentences = SentenceSplitter.Split(text);
                return sentences.All(sentence => sentence.Length > 0 && sentence.Trim() == sentence)
                    && Bare(string.Concat(sentences)) == Bare(text);
            }).QuickCheckThrowOnFailure();

            static string Bare(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
        }
    }
}
