using CompressionPipeline.Core;
using CompressionPipeline.Pipeline.Tests.Fixtures;

namespace CompressionPipeline.Pipeline.Tests.Planning;

public sealed class ContentKeyTests : IDisposable
{
    private readonly PlanFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Should_Stay_The_Same_Under_Another_Budget()
    {
        // Given
        var judged = fixture.Entry with { Budgets = [new Budget("rouge2", BudgetRule.MaxDrop, 1)] };

        // When
        var (before, after) = (fixture.Plan().ContentOf(fixture.Entry.Key), fixture.Plan(null, judged).ContentOf(judged.Key));

        // Then
        Assert.NotNull(before);
        Assert.Equal(before, after);
    }

    [Fact]
    public void Should_Change_With_What_Is_Trained()
    {
        // Given
        var other = fixture.Entry with { Seed = fixture.Entry.Seed + 1 };

        // Then
        Assert.NotEqual(fixture.Plan().ContentOf(fixture.Entry.Key), fixture.Plan(null, other).ContentOf(other.Key));
    }

    [Fact]
    public void Should_Be_None_Of_An_Entry_That_Is_Not_There()
    {
        // Then
        Assert.Null(fixture.Plan().ContentOf("other"));
    }
}
