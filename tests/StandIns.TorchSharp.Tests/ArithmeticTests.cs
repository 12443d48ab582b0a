namespace StandIns.TorchSharp.Tests;

public sealed class ArithmeticTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor x = tensor(new[] { 1f, 2f, 4f });

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Should_Add_Subtract_Multiply_And_Divide_By_Element()
    {
        var y = tensor(new[] { 2f, 2f, 2f });

        (x + y).ShouldBe(3, 4, 6);
        (x - y).ShouldBe(-1, 0, 2);
        (x * y).ShouldBe(2, 4, 8);
        (x / y).ShouldBe(0.5, 1, 2);
        x.add(y, 10).ShouldBe(21, 22, 24);
        (-x).ShouldBe(-1, -2, -4);
    }

    [Fact]
    public void Should_Take_Numbers_On_Either_Side()
    {
        (x + 1).ShouldBe(2, 3, 5);
        (1 - x).ShouldBe(0, -1, -3);
        (2.0 * x).ShouldBe(2, 4, 8);
        (4 / x).ShouldBe(4, 2, 1);
        (x / 2f).ShouldBe(0.5, 1, 2);
        x.pow(2).ShouldBe(1, 4, 16);
        x.clamp(2, 3).ShouldBe(2, 2, 3);
        (x % 3).ShouldBe(1, 2, 1);
    }

    [Fact]
    public void Should_Change_The_Tensor_Where_The_Name_Ends_In_An_Underscore()
    {
        x.add_(1);
        x.mul_(x);

        x.ShouldBe(4, 9, 25);
    }

    [Fact]
    public void Should_Broadcast_Sizes_Of_One()
    {
        var column = tensor(new[] { 10f, 20f }).unsqueeze(1); // (2, 1)

        var sum = column + x; // (2, 3)

        Assert.Equal([2L, 3L], sum.shape);
        sum.ShouldBe(11, 12, 14, 21, 22, 24);
    }

    [Fact]
    public void Should_Keep_The_Type_Of_The_Tensor_Beside_A_Number()
    {
        Assert.Equal(ScalarType.Float32, (x * 2.5).dtype);
        Assert.Equal(ScalarType.Int64, (arange(3) + 1).dtype);
        Assert.Equal(ScalarType.Float32, (arange(3) / 2).dtype);
        Assert.Equal(ScalarType.Int32, tensor(3).dtype);
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
    }

    [Fact]
    public void Should_Divide_With_Rounding_Where_Asked()
    {
        var numbers = tensor(new[] { -7f, 7f });

        numbers.div(2, RoundingMode.floor).ShouldBe(-4, 3);
        numbers.div(2, RoundingMode.trunc).ShouldBe(-3, 3);
    }

    [Fact]
    public void Should_Compute_The_Elementary_Functions()
    {
        x.exp().ShouldBe(Math.E, Math.Exp(2), Math.Exp(4));
        x.log().ShouldBe(0, Math.Log(2), Math.Log(4));
        x.rsqrt().ShouldBe(1, 1 / Math.Sqrt(2), 0.5);
        x.tanh().ShouldBe(Math.Tanh(1), Math.Tanh(2), Math.Tanh(4));
        x.neg().abs().ShouldBe(1, 2, 4);
    }

    [Fact]
    public void Should_Compare_By_Element()
    {
        Assert.Equal([false, true, true], (x >= 2).Bools());
        Assert.Equal([true, false, false], (x == tensor(new[] { 1f, 0f, 0f })).Bools());
        Assert.Equal([false, true, false], ((x > 1) & (x < 4)).Bools());
        Assert.True(x.allclose(x + 1e-9));
    }
}
