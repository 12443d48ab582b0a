using F = TorchSharp.torch.nn.functional;

namespace StandIns.TorchSharp.Tests;

public sealed class FunctionalTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public sealed class TheCrossEntropyMethod : IDisposable
    {
        private readonly DisposeScope scope = NewDisposeScope();
        private readonly Tensor logits = tensor(new[] { 1f, 2f, 3f, 0f, 0f, 0f }, [2, 3]);

        public void Dispose() => scope.Dispose();

        [Fact]
        public void Should_Leave_Out_What_Is_Labelled_Minus_One_Hundred()
        {
            var first = -Math.Log(Math.Exp(3) / (Math.Exp(1) + Math.Exp(2) + Math.Exp(3)));

            F.cross_entropy(logits, tensor(new[] { 2L, -100L })).ShouldBe(first);
            F.cross_entropy(logits, tensor(new[] { 2L, 0L })).ShouldBe((first + Math.Log(3)) / 2);
            F.cross_entropy(logits, tensor(new[] { 2L, 0L }), reduction: nn.Reduction.Sum).ShouldBe(first + Math.Log(3));
            F.cross_entropy(logits, tensor(new[] { 2L, 0L }), reduction: nn.Reduction.None).ShouldBe(first, Math.Log(3));
        }

        [Fact]
        public void Should_Smooth_Labels()
        {
            var logs = logits.log_softmax(-1).Floats();
            var expected = -0.9 * logs[2] - 0.1 * (logs[0] + logs[1] + logs[2]) / 3;

            F.cross_entropy(logits[TensorIndex.Slice(0, 1)], tensor(new[] { 2L }), label_smoothing: 0.1).ShouldBe(expected);
        }
    }

    [Fact]
    public void Should_Compute_Divergence_From_Logarithms()
    {
        var p = tensor(new[] { 0.5f, 0.5f }, [1, 2]);
        var q = tensor(new[] { 0.25f, 0.75f }, [1, 2]);
        var expected = 0.5 * Math.Log(0.5 / 0.25) + 0.5 * Math.Log(0.5 / 0.75);

        F.kl_div(q.log(), p.log(), log_target: true, reduction: nn.Reduction.Sum).ShouldBe(expected);
        F.kl_div(q.log(), p, log_target: false, reduction: nn.Reduction.Sum).ShouldBe(expected);
    }

    [Fact]
    public void Should_Attend_As_Written_By_Hand()
    {
        manual_seed(1);
        var (q, k, v) = (randn(2, 3, 5, 4), randn(2, 3, 6, 4), randn(2, 3, 6, 4)); // (B, H, T, D)
        var mask = randn(1, 3, 5, 6);

        var attended = F.scaled_dot_product_attention(q, k, v, mask);

        var byHand = (q.matmul(k.transpose(-1, -2)) / 2 + mask).softmax(-1).matmul(v);
        Assert.True(attended.allclose(byHand, 1e-5, 1e-6));
    }

    [Fact]
    public void Should_Drop_Out_Only_In_Training()
    {
        manual_seed(3);
        var x = ones(10000);

        var dropped = F.dropout(x, 0.25, training: true);

        Assert.InRange((dropped == 0).sum().item<long>(), 2200, 2800);
        dropped.max().ShouldBe(1 / 0.75);
        F.dropout(x, 0.25, training: false).min().ShouldBe(1);
    }

    [Fact]
    public void Should_Apply_Both_Kinds_Of_Gelu()
    {
        var x = tensor(new[] { 1f });

        F.gelu(x).ShouldBe(0.8413447);
        F.gelu(x, GELU.Approximate.tanh).ShouldBe(0.8411920);
    }
}
