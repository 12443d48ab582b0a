using static TorchSharp.torch;

namespace CompressionPipeline.Models.Masks;

/// <summary>
/// Factors that a forward pass applies: 0 takes out, 1 leaves as it is, anything between is a soft gate. They may require
/// gradients.
/// </summary>
/// <param name="Encoder">The factors of each encoder layer; null leaves the encoder as it is.</param>
/// <param name="Decoder">The factors of each decoder layer; null leaves the decoder as it is.</param>
/// <param name="Hidden">Float32 (C): multiplies the embeddings and what every block adds to the residual stream; null leaves them
/// as they are.</param>
/// <remarks>The tensors belong to the caller.</remarks>
public sealed record MaskTensors(
    IReadOnlyList<LayerMaskTensors>? Encoder = null, IReadOnlyList<LayerMaskTensors>? Decoder = null, Tensor? Hidden = null)
{
    /// <summary>
    /// A mask as zeros and ones, in the caller's scope. The factors of a part that goes as a whole are
    /// empty.
    /// </summary>
    public static MaskTensors From(ModelMask mask, Device? device = null)
    {
        return new(Stack(mask.Encoder), mask.Decoder is { } decoder ? Stack(decoder) : null, Factors(mask.Hidden));

        List<LayerMaskTensors> Stack(StackMask stack)
        {
            var kept = stack.Kept.ToList().ToHashSet();
            return [.. stack.Layers.Select((layer, i) => kept.Contains(i)
                ? new LayerMaskTensors(Factors(layer.Heads), Factors(layer.Units), Factors(layer.CrossHeads))
                : new LayerMaskTensors(None(layer.Heads), None(layer.Units), None(layer.CrossHeads)))];
        }

        Tensor? None(KeptIndices? kept) => kept is null ? null : zeros(0, device: device);

        Tensor? Factors(KeptIndices? kept)
        {
            if (kept is null or { IsWhole: true })
                return null;
            if (kept.Count == 0)
                return None(kept);
            var factors = new float[kept.Of];
            foreach (var index in kept.Indices!)
                factors[index] = 1;
            return tensor(factors, device: device);
        }
    }

    /// <summary>The same factors for a model whose weights have a type; these very ones where they have it.</summary>
    internal MaskTensors To(ScalarType type)
    {
        return type == ScalarType.Float32 ? this : new(Stack(Encoder), Stack(Decoder), Hidden?.to(type));

        List<LayerMaskTensors>? Stack(IReadOnlyList<LayerMaskTensors>? layers) => layers is null ? null
            : [.. layers.Select(layer => new LayerMaskTensors(
                layer.Heads?.to(type), layer.Units?.to(type), layer.CrossHeads?.to(type)))];
    }
}

/// <summary>
/// The factors of one layer; null leaves a part as it is, and an empty tensor takes it out: the residual stream passes it by, and
/// nothing of it is computed.
/// </summary>
/// <param name="Heads">Self-attention, float32 (H): multiplies each head before the projection <c>o</c>.</param>
/// <param name="Units">Feed-forward, float32 (F): multiplies each unit, after activation and dropout, before the projection
/// <c>wo</c>.</param>
/// <param name="CrossHeads">Cross-attention, as <paramref name="Heads"/>.</param>
public sealed record LayerMaskTensors(Tensor? Heads = null, Tensor? Units = null, Tensor? CrossHeads = null)
{
    /// <summary>Whether factors take out a whole part.</summary>
    internal static bool TakesAll(Tensor? factors) => factors?.numel() == 0;
}
