using System.Runtime.InteropServices;

namespace StandIns.TorchSharp.Tests;

public sealed class DataTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Should_Refuse_An_Item_Of_Another_Type()
    {
        Assert.Equal(2.5f, tensor(2.5f).item<float>());
        Assert.Throws<ArgumentException>(() => tensor(2.5f).item<double>());
        Assert.Throws<ArgumentException>(() => tensor(3).item<long>());
        Assert.Throws<ArgumentException>(() => ones(2).item<float>());
    }

    [Fact]
    public void Should_Convert_Where_Asked_By_Name()
    {
        Assert.Equal(3L, tensor(3).ToInt64());
        Assert.Equal(2.5, tensor(2.5f).ToDouble());
        Assert.Equal(2, (int)tensor(2.9f));
    }

    [Fact]
    public void Should_Read_A_Transposed_Tensor_In_Its_Own_Order()
    {
        var x = tensor(new[,] { { 1f, 2f }, { 3f, 4f } });

        Assert.Equal([1f, 3f, 2f, 4f], x.t().data<float>().ToArray());
        Assert.Equal(3f, x.t().data<float>()[0, 1]);
    }

    [Fact]
    public void Should_Hand_Out_And_Take_Bytes()
    {
        var x = tensor(new[] { 1f, 2f });
        var y = zeros(2);

        y.bytes = x.bytes;

        Assert.Equal([1f, 2f], MemoryMarshal.Cast<byte, float>(x.bytes).ToArray());
        y.ShouldBe(1, 2);
        Assert.Throws<ArgumentException>(() => y.bytes = new byte[3]);
    }

    [Fact]
    public void Should_Write_To_A_Stream_What_It_Reads_Back()
    {
        var x = randn(100, 7);
        var y = zeros(100, 7);
        using var stream = new MemoryStream();

        x.WriteBytesToStream(stream);
        stream.Position = 0;
        y.ReadBytesFromStream(stream);

        Assert.Equal(2800, stream.Length);
        Assert.True(x.allclose(y, 0, 0));
    }

    [Fact]
    public void Should_Copy_Arrays_Of_Every_Rank()
    {
        Assert.Equal([2L, 2L, 1L], tensor(new[, ,] { { { 1L }, { 2L } }, { { 3L }, { 4L } } }).shape);
        Assert.Equal([4L, 1L], tensor(new long[] { 1, 2, 3, 4 }, [4, 1]).shape);
        Assert.Equal(ScalarType.Float32, tensor(new long[] { 1, 2 }, dtype: float32).dtype);
        Assert.Equal(0, tensor(5f).dim());
        Assert.Equal([true, false], tensor(new[] { true, false }).Bools());
    }

    [Fact]
    public void Should_Convert_Types_And_Leave_The_Source()
    {
        var x = tensor(new[] { 1.7f, -1.7f });

        x.to(int64).ShouldBe(1, -1);
        Assert.Equal(ScalarType.BFloat16, x.bfloat16().dtype);
        Assert.Equal(ScalarType.Float32, x.dtype);
    }

    [Fact]
    public void Should_Refuse_Cuda_Where_There_Is_None()
    {
        if (cuda.is_available())
            return;
        Assert.Throws<InvalidOperationException>(() => ones(1).cuda());
    }
}
