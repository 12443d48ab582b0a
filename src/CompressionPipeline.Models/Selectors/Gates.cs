using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Torch;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Selectors;

/// <summary>
/// The gates on a T5, each with a score that is learnt. They are one vector, so that a step costs a few operations whatever the
/// number of layers; a range of it belongs to the heads of one layer, another to its units, and so on.
/// </summary>
internal sealed class Gates : IDisposable
{
    private enum Part
    {
        Heads,
        CrossHeads,
        Units,
        Attention, // 1: the whole self-attention
        CrossAttention, // 1
        FeedForward, // 1
        Hidden,
    }

    private readonly record struct Place(bool Decoder, int Layer, Part Part);

    private readonly record struct Span(int Start, int Count);

    private readonly Dictionary<Place, Span> spans = [];
    private readonly T5Config config;
    private readonly IReadOnlyList<T5LayerWidths> encoder, decoder;

    /// <param name="config">Shape of the model.</param>
    /// <param name="method">What gates are put on.</param>
    /// <param name="seed">Of the scores' first values.</param>
    /// <param name="device">Where the model is.</param>
    public Gates(T5Config config, GateMethod method, long seed, Device device)
    {
        // The configuration makes these lists anew each time, and a step asks for them often.
        (this.config, encoder, decoder) = (config, config.Encoder, config.Decoder);
        List<double> means = [];
        foreach (var (isDecoder, layers) in new[] { (false, encoder), (true, decoder) })
        {
            var widths = !isDecoder || method == GateMethod.Cofi;
            var wholes = method == GateMethod.Cofi || (method == GateMethod.Auto && isDecoder);
            for (var i = 0; i < layers.Count; i++)
            {
                // Units begin as likely shut as their score of 0 says, all else open.
                Add(new(isDecoder, i, Part.Heads), widths ? layers[i].Heads.Count : 0, 10);
                Add(new(isDecoder, i, Part.CrossHeads), widths ? layers[i].CrossHeads : 0, 10);
                Add(new(isDecoder, i, Part.Units), widths ? layers[i].Units : 0, 0);
                Add(new(isDecoder, i, Part.Attention), wholes && layers[i].Heads.Count > 0 ? 1 : 0, 10);
                Add(new(isDecoder, i, Part.CrossAttention), wholes && layers[i].CrossHeads > 0 ? 1 : 0, 10);
                Add(new(isDecoder, i, Part.FeedForward), wholes && layers[i].Units > 0 ? 1 : 0, 10);
            }
        }
        Add(new(false, 0, Part.Hidden), method == GateMethod.Nash ? 0 : config.DModel, 10);
        using var scope = NewDisposeScope();
        using var generator = new Generator(unchecked((ulong)seed));
        // Drawn on the CPU, so that a GPU starts from the same gates.
        var noise = empty(means.Count).normal_(0, 0.01, generator);
        var scores = tensor(means.Select(mean => (float)mean).ToArray()).add_(noise, Scalars.Of(1)).to(device);
        Scores = (Parameter)new Parameter(scores).DetachFromDisposeScope();

        void Add(Place place, int count, double mean)
        {
            if (count == 0)
                return;
            spans[place] = new(means.Count, count);
            means.AddRange(Enumerable.Repeat(mean, count));
        }
    }

    /// <summary>The scores (log alpha), float32 (N).</summary>
    public Parameter Scores { get; }

    /// <summary>The factors that a forward pass applies, in the caller's scope.</summary>
    /// <param name="gates">A value for each gate, float32 (N).</param>
    public MaskTensors Masks(Tensor gates) => new(
        [.. encoder.Select((widths, i) => Layer(gates, false, i, widths))],
        [.. decoder.Select((widths, i) => Layer(gates, true, i, widths))],
        Find(gates, new(false, 0, Part.Hidden)));

    /// <summary>Weights of a stack that are expected to stay, by their shapes, a scalar; embeddings, norms and position tables
    /// are not counted.</summary>
    /// <param name="keep">The probability that each gate is open, float32 (N).</param>
    /// <param name="isDecoder">Which stack.</param>
    public Tensor ExpectedSize(Tensor keep, bool isDecoder)
    {
        using var scope = NewDisposeScope();
        Tensor[] layers = [.. Layers(isDecoder).SelectMany((widths, i) => new[]
        {
            Size(Part.Attention, Part.Heads, widths.Heads.Count, 4.0 * config.DKv, i),
            Size(Part.CrossAttention, Part.CrossHeads, widths.CrossHeads, 4.0 * config.DKv, i),
            Size(Part.FeedForward, Part.Units, widths.Units, config.IsGated ? 3 : 2, i),
        })];
        var hidden = Find(keep, new(false, 0, Part.Hidden))?.sum() ?? tensor((float)config.DModel, device: keep.device);
        return stack(layers).sum().mul(hidden).MoveToOuterDisposeScope();

        Tensor Size(Part whole, Part part, int count, double weights, int layer)
        {
            var entries = Find(keep, new(isDecoder, layer, part))?.sum() ?? tensor((float)count, device: keep.device);
            if (Find(keep, new(isDecoder, layer, whole)) is { } gate)
                entries = entries.mul(gate.squeeze(0));
            return entries.mul(Scalars.Of(weights));
        }
    }

    /// <summary>
    /// Weights of a stack under gates as they are, all of <see cref="ExpectedSize"/> where every gate is open.
    /// </summary>
    public double Size(bool isDecoder) => (double)config.DModel * Layers(isDecoder).Sum(widths =>
        (4.0 * config.DKv * (widths.Heads.Count + widths.CrossHeads)) + ((config.IsGated ? 3 : 2) * (double)widths.Units));

    /// <summary>
    /// What stays where nothing is drawn any more, and the soft values of the gates that stay; the tensors are the caller's
    /// scope's.
    /// </summary>
    /// <remarks>Of each layer as many are shut as the scores expect, those of the lowest scores.</remarks>
    /// <param name="layout">How the layers may differ.</param>
    /// <exception cref="ArgumentException">Nothing is left of a stack, or no hidden dimension.</exception>
    public (ModelMask Mask, MaskTensors Factors) Harden(WidthLayout layout)
    {
        var scores = Scores.detach().cpu().data<float>().ToArray();
        var values = new float[scores.Length];
        var whole = config.KeepAll();
        var mask = whole with
        {
            Encoder = Stack(whole.Encoder, isDecoder: false),
            Decoder = Stack(whole.Decoder!, isDecoder: true),
        };
        if (spans.TryGetValue(new(false, 0, Part.Hidden), out var hidden))
        {
            var kept = WidthSelection.Keep(MaskPart.Units, [Doubles(hidden)], [KeptCount(hidden)], layout)[0];
            mask = mask with { Hidden = kept };
            Open(hidden, kept);
        }
        return (mask, Masks(tensor(values, device: Scores.device)));

        StackMask Stack(StackMask stack, bool isDecoder)
        {
            stack = Widths(stack, isDecoder, MaskPart.Heads, Part.Heads, Part.Attention);
            if (isDecoder)
                stack = Widths(stack, isDecoder, MaskPart.CrossHeads, Part.CrossHeads, Part.CrossAttention);
            return Widths(stack, isDecoder, MaskPart.Units, Part.Units, Part.FeedForward);
        }

        StackMask Widths(StackMask stack, bool isDecoder, MaskPart kind, Part part, Part wholePart)
        {
            var layers = Enumerable.Range(0, stack.Layers.Count).ToList();
            var isOpen = layers
                .Select(i => !spans.TryGetValue(new(isDecoder, i, wholePart), out var gate) || KeptCount(gate) > 0).ToList();
            var own = layers.Select(i => spans.GetValueOrDefault(new(isDecoder, i, part))).ToList();
            var of = stack.Layers.Select(layer => layer.Of(kind)!.Of);
            var kept = own.TrueForAll(span => span.Count == 0)
                ? [.. of.Select((count, i) => new KeptIndices(count, isOpen[i] ? null : []))]
                : WidthSelection.Keep(
                    kind, [.. own.Select(Doubles)], [.. own.Select((span, i) => isOpen[i] ? KeptCount(span) : 0)], layout);
            foreach (var i in layers)
            {
                Open(own[i], kept[i]);
                if (kept[i].Count > 0 && spans.TryGetValue(new(isDecoder, i, wholePart), out var gate))
                    Open(gate, new(1));
            }
            return stack.With(kind, kept);
        }

        double[] Doubles(Span span) => [.. scores.AsSpan(span.Start, span.Count).ToArray().Select(score => (double)score)];

        int KeptCount(Span span) => HardConcrete.KeptCount(scores.AsSpan(span.Start, span.Count).ToArray());

        void Open(Span span, KeptIndices kept)
        {
            foreach (var i in span.Count == 0 ? [] : kept.ToList())
                values[span.Start + i] = (float)HardConcrete.Open(scores[span.Start + i]);
        }
    }

    public void Dispose() => Scores.Dispose();

    private IReadOnlyList<T5LayerWidths> Layers(bool isDecoder) => isDecoder ? decoder : encoder;

    private LayerMaskTensors Layer(Tensor gates, bool isDecoder, int layer, T5LayerWidths widths)
    {
        return new(
            Factors(Part.Heads, Part.Attention, widths.Heads.Count),
            Factors(Part.Units, Part.FeedForward, widths.Units),
            Factors(Part.CrossHeads, Part.CrossAttention, widths.CrossHeads));

        // The gate of a whole part is one more factor on each of its entries.
        Tensor? Factors(Part part, Part whole, int count)
        {
            var entries = Find(gates, new(isDecoder, layer, part));
            return Find(gates, new(isDecoder, layer, whole)) is { } gate ? entries?.mul(gate) ?? gate.expand(count) : entries;
        }
    }

    private Tensor? Find(Tensor gates, Place place) =>
        spans.TryGetValue(place, out var span) ? gates.narrow(0, span.Start, span.Count) : null;
}
