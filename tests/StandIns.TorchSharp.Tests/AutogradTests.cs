using F = TorchSharp.torch.nn.functional;

namespace StandIns.TorchSharp.Tests;

public sealed class AutogradTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<string, Func<Tensor, Tensor>> Functions => new()
    {
        { "matmul", x => x.matmul(x.transpose(0, 1)) },
        { "softmax", x => x.softmax(-1).pow(2) },
        { "log_softmax", x => x.log_softmax(-1)[TensorIndex.Colon, 0] },
        { "gelu", x => F.gelu(x, GELU.Approximate.tanh) },
        { "relu", x => F.relu(x) * x },
        { "rms norm", x => x * rsqrt(x.pow(2).mean([-1], keepdim: true) + 1e-6) },
        { "embedding by index", x => x[tensor(new[] { 1L, 1L, 0L })].pow(2) },
        { "cat and view", x => cat([x, x * x], 1).view(-1).exp() },
        { "division", x => 1 / (x * x + 1) - x / 3 },
        { "linear", x => F.linear(x, x, x.sum(1)) },
        { "cross entropy", x => F.cross_entropy(x, tensor(new[] { 2L, 0L }), label_smoothing: 0.1) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Should_Agree_With_The_Numeric_Gradient(string name, Func<Tensor, Tensor> function)
    {
        // Given
        var start = new[] { 0.3, -0.7, 1.1, 0.9, 0.2, -1.3 };
        var x = tensor(start, [2, 3], requires_grad: true);

        // When
        function(x).sum().backward();

        // Then
        var analytic = x.grad.data<double>().ToArray();
        for (var i = 0; i < start.Length; i++)
        {
            var numeric = (At(start, i, 1e-6, function) - At(start, i, -1e-6, function)) / 2e-6;
            Assert.True(Math.Abs(numeric - analytic[i]) < 1e-6, $"{name}[{i}]: {analytic[i]} is not {numeric}");
        }
    }

    private static double At(double[] start, int i, double shift, Func<Tensor, Tensor> function)
    {
        var moved = (double[])start.Clone();
        moved[i] += shift;
        using var frozen = no_grad();
        return function(tensor(moved, [2, 3])).sum().item<double>();
    }

    [Fact]
    public void Should_Accumulate_Gradients_Until_They_Are_Cleared()
    {
        var x = ones(2, requires_grad: true);

        (x * 3).sum().backward();
        (x * 3).sum().backward();

        x.grad.ShouldBe(6, 6);
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Should_Record_Nothing_Without_Gradients()
    {
        var x = ones(2, requires_grad: true);

        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
            using (enable_grad())
                Assert.True((x * 2).requires_grad);
        }

        Assert.True(is_grad_enabled());
        Assert.True((x * 2).requires_grad);
        Assert.False((x * 2).detach().requires_grad);
        Assert.True(x.is_leaf);
        Assert.False((x * 2).is_leaf);
        using (inference_mode())
            Assert.False((x * 2).requires_grad);
    }

    [Fact]
    public void Should_Answer_With_The_Gradients_Asked_For()
    {
        var x = tensor(3f, requires_grad: true);
        var y = tensor(4f, requires_grad: true);

        var gradients = autograd.grad([x * x * y], [x, y]);

        gradients[0].ShouldBe(24);
        gradients[1].ShouldBe(9);
        Assert.Null(x.grad);
    }
}
