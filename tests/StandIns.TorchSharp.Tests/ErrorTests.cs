using System.Runtime.InteropServices;

namespace StandIns.TorchSharp.Tests;

public sealed class ErrorTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Should_Raise_What_Libtorch_Says()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).mm(ones(2, 3)));

        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Name_The_Operator()
    {
        var error = Assert.Throws<ExternalException>(() => ones(2, 3).gather(0, ones(2, 3)));

        Assert.Contains("gather", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_Refuse_A_Tensor_That_Was_Disposed()
    {
        var x = ones(2);
        x.Dispose();

        Assert.True(x.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => x + 1);
    }

    [Fact]
    public void Should_Go_On_After_An_Error()
    {
        Assert.Throws<ExternalException>(() => ones(2, 3).view(5));

        ones(2).sum().ShouldBe(2);
    }
}
