namespace StandIns.TorchSharp.Tests;

public sealed class ReductionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor x = tensor(new[] { 3f, 1f, 2f, 6f, 5f, 4f }, [2, 3]);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Should_Sum_And_Average_Over_All_And_Over_Dimensions()
    {
        x.sum().ShouldBe(21);
        x.sum([0]).ShouldBe(9, 6, 6);
        x.mean().ShouldBe(3.5);
        var means = x.mean([-1], keepdim: true);

        Assert.Equal([2L, 1L], means.shape);
        means.ShouldBe(2, 5);
        x.cumsum(1).ShouldBe(3, 4, 6, 6, 11, 15);
        x.std().ShouldBe(Math.Sqrt(3.5));
        x.std(1, unbiased: false).ShouldBe(Math.Sqrt(2.0 / 3), Math.Sqrt(2.0 / 3));
    }

    [Fact]
    public void Should_Find_Extremes_With_Their_Places()
    {
        var (values, places) = x.max(1);

        values.ShouldBe(3, 6);
        Assert.Equal([0L, 0L], places.Longs());
        Assert.Equal([1L, 2L], x.argmin(1).Longs());
        x.amax(0).ShouldBe(6, 5, 4);
        x.max().ShouldBe(6);
    }

    [Fact]
    public void Should_Sort_And_Choose_The_Largest()
    {
        var (sorted, order) = x.sort(1, descending: true);
        var (largest, places) = x.topk(2, 1);

        sorted.ShouldBe(3, 2, 1, 6, 5, 4);
        Assert.Equal([0L, 2L, 1L, 0L, 1L, 2L], order.Longs());
        largest.ShouldBe(3, 2, 6, 5);
        Assert.Equal([0L, 2L, 0L, 1L], places.Longs());
        Assert.Equal([1L, 2L, 0L, 2L, 1L, 0L], x.argsort(1).Longs());
    }

    [Fact]
    public void Should_Tell_Whether_All_Or_Any_Hold()
    {
        Assert.True((x > 0).all().item<bool>());
        Assert.False((x > 6).any().item<bool>());
        Assert.Equal([false, true], (x > 3).all(1).Bools());
    }

    [Fact]
    public void Should_Turn_Scores_Into_Probabilities()
    {
        var probabilities = x.softmax(-1);

        probabilities.sum(-1).ShouldBe(1, 1);
        probabilities.log().ShouldBe(x.log_softmax(-1).to(ScalarType.Float64).data<double>().ToArray());
        x.logsumexp(1).ShouldBe(
            Math.Log(Math.Exp(3) + Math.Exp(1) + Math.Exp(2)), Math.Log(Math.Exp(6) + Math.Exp(5) + Math.Exp(4)));
    }
}
