using CompressionPipeline.Models.Training;

namespace CompressionPipeline.Models.Tests;

public class BatchPlanTests
{
    private static readonly IReadOnlyList<TokenizedPair> Pairs = TinyT5.Pairs(101);

    [Fact]
    public void Should_Visit_Every_Pair_Once_A_Pass()
    {
        // Given
        var plan = new BatchPlan(Pairs, 8, seed: 3);

        // When
        var visited = Enumerable.Range(0, (int)plan.Steps).SelectMany(step => plan.Batch(step)).Order();

        // Then
        Assert.Equal(Enumerable.Range(0, Pairs.Count), visited);
    }

    [Fact]
    public void Should_Give_The_Same_Batches_For_The_Same_Seed_In_Any_Order_Of_Asking()
    {
        // Given
        var (first, second) = (new BatchPlan(Pairs, 8, seed: 3), new BatchPlan(Pairs, 8, seed: 3));

        // When
        var forth = Enumerable.Range(0, 30).Select(step => first.Batch(step)).ToList();
        var back = Enumerable.Range(0, 30).Reverse().Select(step => second.Batch(step)).Reverse().ToList();

        // Then
        Assert.Equal(forth, back);
    }

    [Fact]
    public void Should_Give_Other_Batches_For_Another_Seed_And_Another_Pass()
    {
        // Given
        var plan = new BatchPlan(Pairs, 8, seed: 3);

        // Then
        Assert.NotEqual(plan.Batch(0), new BatchPlan(Pairs, 8, seed: 4).Batch(0));
        Assert.NotEqual(plan.Batch(0), plan.Batch(plan.Steps));
    }

    [Fact]
    public void Should_Put_Sources_Of_Like_Length_Together()
    {
        // Given
        var plan = new BatchPlan(Pairs, 8, seed: 3);

        // When
        var spreads = Enumerable.Range(0, (int)plan.Steps)
            .Select(step => plan.Batch(step).Select(i => Pairs[i].Source.Length).ToList());

        // Then
        Assert.All(spreads, lengths => Assert.InRange(lengths.Max() - lengths.Min(), 0, 2));
    }
}
