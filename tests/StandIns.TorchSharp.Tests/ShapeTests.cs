namespace StandIns.TorchSharp.Tests;

public sealed class ShapeTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor x = arange(24, dtype: float32).reshape(2, 3, 4);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Should_Rearrange_Without_Copying()
    {
        var heads = x.view(2, 3, 2, 2).transpose(1, 2); // (2, 2, 3, 2)

        Assert.Equal([2L, 2L, 3L, 2L], heads.shape);
        Assert.False(heads.is_contiguous());
        Assert.Equal(6f, heads[0, 1, 1, 0].item<float>());
        Assert.Equal([4L, 2L, 3L], x.permute(2, 0, 1).shape);
        Assert.Equal([1L, 2L, 3L, 4L], x.unsqueeze(0).shape);
        Assert.Equal([2L, 12L], x.flatten(1).shape);
        Assert.Equal(3, x.size(1));
        Assert.Equal(4, x.size(-1));
        Assert.Equal([12L, 4L, 1L], x.stride());
    }

    [Fact]
    public void Should_Join_And_Cut()
    {
        var joined = cat([x, x], 1); // (2, 6, 4)
        var stacked = stack([x, x]); // (2, 2, 3, 4)

        Assert.Equal([2L, 6L, 4L], joined.shape);
        Assert.Equal([2L, 2L, 3L, 4L], stacked.shape);
        Assert.Equal([2L, 1L, 4L], x.split(1, 1)[2].shape);
        Assert.Equal([1L, 2L], x.split([1L, 2L], 1).Select(part => part.shape[1]));
        Assert.Equal(2, x.chunk(2, 2).Length);
    }

    [Fact]
    public void Should_Repeat_And_Expand()
    {
        var row = tensor(new[] { 1f, 2f });

        Assert.Equal([3L, 2L], row.expand(3, 2).shape);
        row.repeat(2).ShouldBe(1, 2, 1, 2);
        row.repeat_interleave(2).ShouldBe(1, 1, 2, 2);
        row.flip(0).ShouldBe(2, 1);
    }

    [Fact]
    public void Should_Cut_Triangles()
    {
        ones(2, 2).tril().ShouldBe(1, 0, 1, 1);
        ones(2, 2).triu(1).ShouldBe(0, 1, 0, 0);
    }

    [Fact]
    public void Should_Gather_And_Scatter_By_Index()
    {
        var table = tensor(new[] { 1f, 2f, 3f, 4f }, [2, 2]);

        table.gather(1, tensor(new[] { 1L, 0L }, [2, 1])).ShouldBe(2, 3);
        table.index_select(0, tensor(new[] { 1L, 1L })).ShouldBe(3, 4, 3, 4);
        zeros(2, 2).scatter(1, tensor(new[] { 1L, 0L }, [2, 1]), ones(2, 1)).ShouldBe(0, 1, 1, 0);
        zeros(2).scatter_add_(0, tensor(new[] { 1L, 1L }), ones(2)).ShouldBe(0, 2);
        table.masked_fill(table > 2, 0).ShouldBe(1, 2, 0, 0);
        where(table > 2, table, zeros_like(table)).ShouldBe(0, 0, 3, 4);
    }

    [Fact]
    public void Should_Multiply_Matrices()
    {
        var a = tensor(new[] { 1f, 2f, 3f, 4f }, [2, 2]);

        a.matmul(a).ShouldBe(7, 10, 15, 22);
        a.mm(a.t()).ShouldBe(5, 11, 11, 25);
        stack([a, a]).bmm(stack([a, a]))[1].ShouldBe(7, 10, 15, 22);
        einsum("ij,kj->ik", a, a).ShouldBe(5, 11, 11, 25);
        Assert.Equal([2L, 3L, 3L], x.matmul(x.transpose(1, 2)).shape);
    }
}
