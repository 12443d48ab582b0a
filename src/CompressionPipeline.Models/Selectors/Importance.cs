using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Selectors;

/// <summary>How much each head and each feed-forward unit of a T5 matters, without any training.</summary>
/// <param name="Encoder">The encoder's layers.</param>
/// <param name="Decoder">The decoder's layers.</param>
internal sealed record Importance(IReadOnlyList<LayerImportance> Encoder, IReadOnlyList<LayerImportance> Decoder)
{
    /// <summary>By the length (L2 norm) of all weights of a head or a unit.</summary>
    public static Importance Magnitude(T5Model model)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var weights = model.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        return new(Stack("encoder", model.Config.NumLayers), Stack("decoder", model.Config.NumDecoderLayers));

        List<LayerImportance> Stack(string stack, int layers) => [.. Enumerable.Range(0, layers).Select(i => new LayerImportance(
            Attention($"{stack}.block.{i}.layer.0.SelfAttention"),
            FeedForward($"{stack}.block.{i}.layer.{(stack == "encoder" ? 1 : 2)}.DenseReluDense"),
            Attention($"{stack}.block.{i}.layer.1.EncDecAttention")))];

        double[] Attention(string name) => Norms(name, ["q", "k", "v"], "o", model.Config.DKv);

        double[] FeedForward(string name) => Norms(name, ["wi", "wi_0", "wi_1"], "wo", 1);

        // Of the rows that lead into each entry and the columns that lead out of it.
        double[] Norms(string name, string[] into, string outOf, int width)
        {
            if (!weights.TryGetValue($"{name}.{outOf}.weight", out var last))
                return [];
            var squares = into.Select(part => weights.GetValueOrDefault($"{name}.{part}.weight")).OfType<Tensor>()
                .Select(weight => weight.pow(Scalars.Of(2)).sum([1L]))
                .Aggregate(last.pow(Scalars.Of(2)).sum([0L]), (sum, more) => sum.Plus(more));
            return [.. squares.view(-1, width).sum([1L]).sqrt().cpu().data<float>().ToArray().Select(norm => (double)norm)];
        }
    }

    /// <summary>
    /// By the first-order Taylor expansion of the loss in the factor on a head or a unit: the mean over batches of the absolute
    /// gradient at 1 (Michel et al., arXiv 1905.10650).
    /// </summary>
    /// <param name="model">The model, in evaluation mode.</param>
    /// <param name="batches">The calibration set.</param>
    /// <param name="progress">Is told each batch.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static Importance Taylor(
        T5Model model, IReadOnlyList<IReadOnlyList<TokenizedPair>> batches, IProgressSink progress,
        CancellationToken cancellation)
    {
        using var outer = NewDisposeScope();
        var (encoder, decoder) = (Ones(model.Config.Encoder), Ones(model.Config.Decoder));
        Tensor[] factors = [.. encoder.Concat(decoder)
            .SelectMany(layer => new[] { layer.Heads, layer.Units, layer.CrossHeads }).OfType<Tensor>()];
        var sums = factors.Select(factor => new double[factor.numel()]).ToArray();
        for (var i = 0; i < batches.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = new T5Batch(batches[i], model.Config);
            var loss = CrossEntropy.Sum(model, batch, new MaskTensors(encoder, decoder));
            foreach (var (gradient, sum) in autograd.grad([loss], factors).Zip(sums))
            {
                var values = gradient.abs().cpu().data<float>().ToArray();
                for (var entry = 0; entry < sum.Length; entry++)
                    sum[entry] += values[entry] / batch.LabelCount / batches.Count;
            }
            progress.Step(new("calibrating", i + 1, batches.Count));
        }
        return new([.. encoder.Select(Layer)], [.. decoder.Select(Layer)]);

        List<LayerMaskTensors> Ones(IReadOnlyList<T5LayerWidths> layers) => [.. layers.Select(layer => new LayerMaskTensors(
            One(layer.Heads.Count), One(layer.Units), One(layer.CrossHeads)))];

        Tensor? One(int count) => count == 0 ? null : ones(count, device: model.Device).requires_grad_(true);

        LayerImportance Layer(LayerMaskTensors layer) => new(Scores(layer.Heads), Scores(layer.Units), Scores(layer.CrossHeads));

        double[] Scores(Tensor? factor) =>
            factor is null ? [] : sums[Array.FindIndex(factors, other => ReferenceEquals(other, factor))];
    }
}

/// <summary>How much the parts of one layer matter.</summary>
/// <param name="Heads">Heads of self-attention.</param>
/// <param name="Units">Feed-forward units.</param>
/// <param name="CrossHeads">Heads of cross-attention; empty in an encoder.</param>
internal sealed record LayerImportance(double[] Heads, double[] Units, double[] CrossHeads)
{
    public double[] Of(MaskPart part) => part switch
    {
        MaskPart.Heads => Heads,
        MaskPart.CrossHeads => CrossHeads,
        _ => Units,
    };
}
