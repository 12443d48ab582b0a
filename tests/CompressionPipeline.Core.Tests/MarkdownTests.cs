namespace CompressionPipeline.Core.Tests;

public static class MarkdownTests
{
    public sealed class TheTextMethod
    {
        [Theory]
        [InlineData("ROUGE-2 fell by 1.25 points (limit 1.0)", "ROUGE-2 fell by 1.25 points (limit 1.0)")]
        [InlineData("dotnet-docs/shallow-decoder", "dotnet-docs/shallow-decoder")]
        [InlineData("a|b", "a\\|b")]
        [InlineData("two\nlines\tand more", "two lines and more")]
        [InlineData("![x](https://evil.example/x.png)", "!\\[x\\](https:​//evil.example/x.png)")]
        [InlineData("<img src=x>", "\\<img src=x\\>")]
        [InlineData("<!-- hidden", "\\<!-- hidden")]
        [InlineData("&lt;b&gt;", "\\&lt;b\\&gt;")]
        [InlineData("ask @team/admins", "ask @​team/admins")]
        [InlineData("fixes #12 and acme/models#3", "fixes #​12 and acme/models#​3")]
        [InlineData("GH-12", "GH-​12")]
        [InlineData("www.evil.example", "www​.evil.example")]
        [InlineData(":tada:", ":​tada:")]
        [InlineData("# no heading", "\\# no heading")]
        [InlineData("1. no list", "1\\. no list")]
        [InlineData("- no list", "\\- no list")]
        [InlineData("```\nno fence", "\\`\\`\\` no fence")]
        [InlineData("$x^2$", "\\$x^2\\$")]
        [InlineData("turned \u202Eround\u0007", "turned round")]
        public void Should_Be_Read_And_Not_Obeyed(string words, string markdown)
        {
            // Then
            Assert.Equal(markdown, Markdown.Text(words));
        }

        [Fact]
        public void Should_Hold_No_Half_Of_A_Surrogate_Pair()
        {
            // Then
            Assert.Equal("half \uFFFD of a pair", Markdown.Text("half \uD800 of a pair"));
        }
    }

    public sealed class TheCodeMethod
    {
        [Theory]
        [InlineData("dotnet-docs", "`dotnet-docs`")]
        [InlineData("a`b`` @c", "`a'b'' @c`")]
        [InlineData("a|b", "`a\\|b`")]
        [InlineData("</code><script>", "`<​/code><​script>`")]
        [InlineData("\n", "")]
        public void Should_Stay_Code(string words, string markdown)
        {
            // Then
            Assert.Equal(markdown, Markdown.Code(words));
        }
    }
}
