using CompressionPipeline.Verdicts.Wording;

namespace CompressionPipeline.Verdicts.Tests.Reports;

public class WordsTests
{
    [Theory]
    [InlineData(0.0, "0.00")]
    [InlineData(-0.001, "0.00")]
    [InlineData(-1.5, "-1.50")]
    [InlineData(null, "–")]
    public void Should_Write_No_Sign_Before_What_Rounds_To_Zero(double? value, string expected) =>
        Assert.Equal(expected, Words.Fixed(value));
}
