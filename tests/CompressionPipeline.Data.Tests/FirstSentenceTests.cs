namespace CompressionPipeline.Data.Tests;

public sealed class FirstSentenceTests
{
    [Theory]
    [InlineData("Gets the value. The default is 1.", "Gets the value.")]
    [InlineData("Encodes text, e.g. UTF-8. Then stops.", "Encodes text, e.g. UTF-8.")]
    [InlineData("Calls .NET 4.5 code.", "Calls .NET 4.5 code.")]
    [InlineData("Is it open? Nobody knows.", "Is it open?")]
    [InlineData("Reads (see RFC 1.) Then writes.", "Reads (see RFC 1.)")]
    [InlineData("No full stop", "No full stop")]
    [InlineData("One paragraph\n\nanother one.", "One paragraph")]
    [InlineData("Ends in vs. Unix style. More.", "Ends in vs. Unix style.")]
    [InlineData("  Two   spaces . ", "Two spaces .")]
    public void Should_End_Where_A_Reader_Would_Stop(string text, string sentence) =>
        Assert.Equal(sentence, FirstSentence.Of(text));

    [Fact]
    public void Should_Be_Nothing_Where_There_Is_No_Text() => Assert.Null(FirstSentence.Of(" \n "));
}
