using CompressionPipeline.Verdicts.Metrics.Rouge;

namespace CompressionPipeline.Verdicts.Tests.Metrics.Rouge;

public static class TokensTests
{
    private static void Same(string text, string expected)
    {
        var tokens = new Tokens(stem: false, RougeTokenizer.Ascii);
        var words = new List<int>();
        foreach (var word in expected.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            tokens.Read(word, words);
        var actual = new List<int>();
        tokens.Read(text, actual);
        Assert.Equal(words, actual);
    }

    public sealed class TheReadMethod
    {
        [Theory]
        [InlineData("one Two three", "one two three")]
        [InlineData("one\n Two \nthree", "one two three")]
        [InlineData("", "")]
        [InlineData(" \t\r\n\u00A0\u2028", "")]
        [InlineData("/ ... !?, — “”", "")]
        // Digits are letters like any other, if they are 0 to 9.
        [InlineData("3.14 1,000 0x1F 2nd", "3 14 1 000 0x1f 2nd")]
        [InlineData("٣ ३ Ⅷ ½ ²", "")]
        // Whatever is not a-z separates, inside words too.
        [InlineData("it's well-known read_only C# naïve résumé", "it s well known read only c na ve r sum")]
        [InlineData("ΟΔΟΣ ſtet ﬁne ß ẞ Å", "tet ne")]
        [InlineData("東京tower🗼2020", "tower 2020")]
        public void Should_Keep_Runs_Of_Lower_Case_Ascii_Letters_And_Digits(string text, string expected) => Same(text, expected);

        [Theory]
        // Python lower-cases the dotted capital I to i and a combining dot, which separates; .NET's invariant culture keeps the
        // letter.
        [InlineData("\u0130stanbul D\u0130L", "i stanbul di l")]
        [InlineData("I\u0307stanbul", "i stanbul")]
        // The Kelvin sign is a k.
        [InlineData("300\u212A \u212Aelvin", "300k kelvin")]
        [InlineData("DIYARBAKIR ISPARTA \u0131", "diyarbakir isparta")]
        public void Should_Lower_Case_As_Python_Does(string text, string expected) => Same(text, expected);

        [Fact]
        public void Should_Find_No_Letter_Beyond_Ascii_But_Those_Two()
        {
            // Given
            var tokens = new Tokens(stem: false, RougeTokenizer.Ascii);
            var found = new List<int>();

            // When
            var letters = Enumerable.Range(0x80, char.MaxValue - 0x7F).Where(code =>
            {
                found.Clear();
                tokens.Read([(char)code], found);
                return found.Count > 0;
            });

            // Then
            Assert.Equal([0x0130, 0x212A], letters);
        }

        [Theory]
        [InlineData("connections", "connected", true, true)]
        [InlineData("connections", "connected", false, false)]
        [InlineData("uses", "used", true, true)]
        // Three letters and fewer are not stemmed, though the stemmer would.
        [InlineData("its", "it", true, false)]
        [InlineData("ids", "id", true, false)]
        public void Should_Stem_Words_Of_More_Than_Three_Letters_If_Told_To(string first, string second, bool stem, bool same)
        {
            // Given
            var ids = new List<int>();

            // When
            new Tokens(stem, RougeTokenizer.Ascii).Read($"{first} {second}", ids);

            // Then
            Assert.Equal(same, ids[0] == ids[1]);
        }
    }
}
