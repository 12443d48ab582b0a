using CompressionPipeline.Core;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using CompressionPipeline.Models.Training;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Selectors;

/// <summary>How much each head and each feed-forward unit of a model matters, without any training.</summary>
/// <param name="Encoder">The encoder's layers.</param>
/// <param name="Decoder">The decoder's layers; empty without a decoder.</param>
internal sealed record Importance(IReadOnlyList<LayerImportance> Encoder, IReadOnlyList<LayerImportance> Decoder)
{
    /// <summary>By the length (L2 norm) of all weights of a head or a unit.</summary>
    public static Importance Magnitude(ITrainable model)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var weights = model.Module.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        return From(model, (isDecoder, layer, part, count) =>
        {
            // Of the rows that lead into each entry and the columns that lead out of it.
            var (into, outOf) = model.Matrices(isDecoder, layer, part);
            var squares = into.Where(weights.ContainsKey).Select(name => weights[name].pow(Scalars.Of(2)).sum([1L]))
                .Aggregate(weights[outOf].pow(Scalars.Of(2)).sum([0L]), (sum, more) => sum.Plus(more));
            return [.. squares.view(count, -1).sum([1L]).sqrt().cpu().data<float>().ToArray().Select(norm => (double)norm)];
        });
    }

    /// <summary>
    /// By the first-order Taylor expansion of the loss in the factor on a head or a unit: the mean over batches of the absolute
    /// gradient at 1 (Michel et al., arXiv 1905.10650).
    /// </summary>
    /// <param name="model">The model, in evaluation mode.</param>
    /// <param name="batches">The calibration set.</param>
    /// <param name="progress">Is told each batch.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="DivergedException">A gradient is not a number.</exception>
    public static Importance Taylor(
        ITrainable model, IReadOnlyList<IReadOnlyList<TokenizedPair>> batches, IProgressSink progress,
        CancellationToken cancellation) => ByGradients(
            model, batches, (gradient, batch) => Math.Abs(gradient) / batch.LabelCount / batches.Count, progress, cancellation);

    /// <summary>
    /// By the diagonal of the Fisher information of the factors on heads and units: the sum over examples of the square of the
    /// gradient at 1 (Kwon et al., arXiv 2204.09656). Its sum over some parts predicts how much the loss rises without them.
    /// </summary>
    /// <param name="model">The model, in evaluation mode.</param>
    /// <param name="examples">The calibration set.</param>
    /// <param name="progress">Is told each example.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="DivergedException">A gradient is not a number.</exception>
    public static Importance Fisher(
        ITrainable model, IReadOnlyList<TokenizedPair> examples, IProgressSink progress, CancellationToken cancellation) =>
        ByGradients(
            model, [.. examples.Select(example => new[] { example })], (gradient, _) => (double)gradient * gradient, progress,
            cancellation);

    // The sum over batches of a function of the gradient of the batch's summed loss in each factor.
    private static Importance ByGradients(
        ITrainable model, IReadOnlyList<IReadOnlyList<TokenizedPair>> batches, Func<float, Batch, double> score,
        IProgressSink progress, CancellationToken cancellation)
    {
        using var outer = NewDisposeScope();
        var whole = model.Config.KeepAll();
        var (encoder, decoder) = (Ones(whole.Encoder), Ones(whole.Decoder));
        Tensor[] factors = [.. encoder.Concat(decoder)
            .SelectMany(layer => new[] { layer.Heads, layer.Units, layer.CrossHeads }).OfType<Tensor>()];
        var sums = factors.Select(factor => new double[factor.numel()]).ToArray();
        for (var i = 0; i < batches.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = model.CreateBatch(batches[i]);
            var loss = CrossEntropy.Sum(model, batch, new MaskTensors(encoder, decoder.Count > 0 ? decoder : null));
            foreach (var (gradient, sum) in autograd.grad([loss], factors).Zip(sums))
            {
                var values = gradient.cpu().data<float>().ToArray();
                for (var entry = 0; entry < sum.Length; entry++)
                    sum[entry] += score(values[entry], batch);
                if (!sum.All(double.IsFinite))
                {
                    throw new DivergedException($"How much a part matters is no number at batch {i + 1} of the calibration: "
                        + "train the model with a lower learning-rate.");
                }
            }
            progress.Step(new("calibrating", i + 1, batches.Count));
        }
        var next = 0;
        return From(model, (_, _, _, _) => sums[next++]);

        List<LayerMaskTensors> Ones(StackMask? stack) => [.. (stack?.Layers ?? []).Select(layer => new LayerMaskTensors(
            One(layer.Heads), One(layer.Units), One(layer.CrossHeads)))];

        Tensor? One(KeptIndices? all) =>
            all is null or { Of: 0 } ? null : ones(all.Of, device: model.Device).requires_grad_(true);
    }

    // Asks for each part that a model has: the encoder's first, of each layer heads, units and heads of cross-attention.
    private static Importance From(ITrainable model, Func<bool, int, MaskPart, int, double[]> scores)
    {
        var whole = model.Config.KeepAll();
        return new(Stack(whole.Encoder, isDecoder: false), Stack(whole.Decoder, isDecoder: true));

        List<LayerImportance> Stack(StackMask? stack, bool isDecoder) => [.. (stack?.Layers ?? []).Select((layer, i) =>
            new LayerImportance(
                Part(layer, isDecoder, i, MaskPart.Heads), Part(layer, isDecoder, i, MaskPart.Units),
                Part(layer, isDecoder, i, MaskPart.CrossHeads)))];

        double[] Part(LayerMask layer, bool isDecoder, int number, MaskPart part) =>
            layer.Of(part) is { Of: > 0 and var count } ? scores(isDecoder, number, part, count) : [];
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
