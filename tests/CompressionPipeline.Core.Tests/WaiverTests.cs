namespace CompressionPipeline.Core.Tests;

public static class WaiverTests
{
    [Theory]
    [InlineData("2026-05-30", false)]
    [InlineData("2026-05-31", false)]
    [InlineData("2026-06-01", true)]
    public static void Should_Expire_On_The_Day_After_Its_Last(string today, bool expired)
    {
        // Given
        var waiver = new Waiver("rouge2", BudgetRule.MaxDrop, "retrained in May",
            new DateOnly(2026, 5, 31)) { Expired = !expired };

        // Then
        Assert.Equal(expired, waiver.On(DateOnly.ParseExact(today, "yyyy-MM-dd")).Expired);
    }
}
