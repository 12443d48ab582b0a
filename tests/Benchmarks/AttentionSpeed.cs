using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Benchmarks;

/// <summary>
/// Forward and backward of a self-attention with a learnt bias of positions, in turns: as T5's module does it, and by libtorch's
/// scaled_dot_product_attention, whose scale T5 does not have and has to be multiplied away.
/// </summary>
internal static class AttentionSpeed
{
    public static object Measure(Arguments arguments)
    {
        TorchLibrary.Require();
        var config = T5Config.Shape(arguments.Text("shape", "docs-mini"));
        var (batch, length, threads) =
            (arguments.Number("batch", 64), arguments.Number("source-length", 64), arguments.Number("threads", 1));
        var (heads, width) = (config.NumHeads, config.DKv);
        var before = get_num_threads();
        set_num_threads(threads);
        using var scope = NewDisposeScope();
        Tensor[] inputs = [.. Enumerable.Range(0, 3).Select(_ => randn(batch, heads, length, width).requires_grad_(true))];
        var positions = randn(1, heads, length, length).requires_grad_(true);
        var padding = zeros(batch, 1, 1, length);

        Tensor Ours()
        {
            Tensor Joined(Tensor x) => x.reshape(batch * heads, length, width);
            var bias = (positions + padding).expand(batch, heads, length, length).reshape(batch * heads, length, length);
            var scores = bmm(Joined(inputs[0]), Joined(inputs[1]).transpose(1, 2)).add_(bias);
            return bmm(scores.softmax(-1), Joined(inputs[2])).view(batch, heads, length, width);
        }

        Tensor Fused() =>
            F.scaled_dot_product_attention(inputs[0] * Math.Sqrt(width), inputs[1], inputs[2], positions + padding);

        var (ours, fused, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < arguments.Number("rounds", 15); round++)
        {
            var (first, second) = (Cpu(Ours), Cpu(Fused));
            if (round < 0)
                continue;
            ours.Add(first);
            fused.Add(second);
            ratios.Add(second / first);
        }
        var difference = (Ours() - Fused()).abs().max().item<float>();
        set_num_threads(before);
        return new
        {
            ours_cpu_ms = Median(ours),
            scaled_dot_product_cpu_ms = Median(fused),
            ratio_of_pairs = Median(ratios),
            lowest = Math.Round(ratios.Min(), 2),
            highest = Math.Round(ratios.Max(), 2),
            largest_difference = difference,
        };

        double Cpu(Func<Tensor> attention)
        {
            using var inner = NewDisposeScope();
            var begin = Environment.CpuUsage.TotalTime;
            autograd.grad([attention().sum()], [.. inputs, positions]);
            return (Environment.CpuUsage.TotalTime - begin).TotalMilliseconds;
        }
    }

    private static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2), 2);
}
