namespace CompressionPipeline.Core.Tests;

public static class NearestNameTests
{
    [Theory]
    [InlineData("lerning-rate", "learning-rate")]
    [InlineData("Epochs", "epochs")]
    [InlineData("", "seed")]
    public static void Should_Give_The_Name_With_The_Fewest_Edits(string written, string meant)
    {
        // Then
        Assert.Equal([meant], NearestName.Of(written, ["learning-rate", "epochs", "seed"]));
    }

    [Fact]
    public static void Should_Give_As_Many_As_Asked_For_And_Ties_In_Order()
    {
        // Then
        Assert.Equal(["aa", "ab"], NearestName.Of("a", ["b-long-name", "ab", "aa"], count: 2));
    }

    [Fact]
    public static void Should_Give_Nothing_Where_Nothing_Is_Known()
    {
        // Then
        Assert.Empty(NearestName.Of("a", []));
    }

    [Fact]
    public static void Should_Compare_A_Whole_Text_By_Its_Beginning()
    {
        // Given
        var text = new string('x', 1 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();

        // When
        var nearest = NearestName.Of(text, ["epochs", "learning-rate"]);

        // Then
        Assert.Equal(["epochs"], nearest);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
