namespace StandIns.TorchSharp.Tests;

public sealed class IndexingTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor x = arange(12, dtype: float32).reshape(3, 4);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Should_Select_Rows_And_Elements()
    {
        x[1].ShouldBe(4, 5, 6, 7);
        x[-1].ShouldBe(8, 9, 10, 11);
        Assert.Equal(6f, x[1, 2].item<float>());
    }

    [Fact]
    public void Should_Slice()
    {
        x[TensorIndex.Colon, TensorIndex.Slice(1, 3)].ShouldBe(1, 2, 5, 6, 9, 10);
        x[TensorIndex.Slice(null, null, 2), 0].ShouldBe(0, 8);
        x[TensorIndex.Ellipsis, -1].ShouldBe(3, 7, 11);
        x[1.., ..2].ShouldBe(4, 5, 8, 9);
        Assert.Equal([3L, 1L, 4L], x[TensorIndex.Colon, TensorIndex.None].shape);
        x.narrow(1, 1, 2).ShouldBe(1, 2, 5, 6, 9, 10);
    }

    [Fact]
    public void Should_Pick_By_Tensor()
    {
        var rows = tensor(new[] { 2L, 0L });

        x[rows].ShouldBe(8, 9, 10, 11, 0, 1, 2, 3);
        x[TensorIndex.Colon, TensorIndex.Tensor(rows)].ShouldBe(2, 0, 6, 4, 10, 8);
        x[TensorIndex.Tensor(x > 9)].ShouldBe(10, 11);
    }

    [Fact]
    public void Should_Assign_Through_An_Index()
    {
        x[0] = zeros(4);
        x[TensorIndex.Colon, 1] = tensor(-1f);
        x[TensorIndex.Slice(1, 3), TensorIndex.Slice(2, 4)] = ones(2, 2);

        x.ShouldBe(0, -1, 0, 0, 4, -1, 1, 1, 8, -1, 1, 1);
    }

    [Fact]
    public void Should_Add_Where_An_Index_Comes_Twice()
    {
        var counts = zeros(3);

        counts.index_put_(ones(3), [TensorIndex.Tensor(tensor(new[] { 0L, 2L, 2L }))], accumulate: true);

        counts.ShouldBe(1, 0, 2);
    }
}
