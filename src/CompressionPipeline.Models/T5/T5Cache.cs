using CompressionPipeline.Models.Masks;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// Keys and values of decoding step by step: the source's, computed once, and the target's, which grow by a position a step.
/// </summary>
public sealed class T5Cache : IDisposable
{
    private readonly IReadOnlyList<T5LayerWidths> layers;
    private readonly Dictionary<int, Tensor> sourceBias; // by number of heads, (B*H, 1, S)
    private readonly (Tensor Keys, Tensor Values)[] cross;
    private readonly (Tensor Keys, Tensor Values)[] past;

    internal T5Cache(IReadOnlyList<T5LayerWidths> layers, Dictionary<int, Tensor> sourceBias, MaskTensors? masks)
    {
        (this.layers, this.sourceBias, Masks) = (layers, sourceBias, masks);
        foreach (var bias in sourceBias.Values)
            bias.DetachFromDisposeScope();
        cross = new (Tensor, Tensor)[layers.Count];
        past = new (Tensor, Tensor)[layers.Count];
    }

    /// <summary>Positions decoded so far.</summary>
    public long Length { get; internal set; }

    internal MaskTensors? Masks { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bias in sourceBias.Values)
            bias.Dispose();
        foreach (var (keys, values) in cross.Concat(past))
        {
            keys?.Dispose();
            values?.Dispose();
        }
    }

    internal Tensor SourceBias(int layer) => sourceBias[layers[layer].CrossHeads];

    internal void SetCross(int layer, (Tensor Keys, Tensor Values) pair) => Replace(ref cross[layer], pair);

    internal (Tensor Keys, Tensor Values) Cross(int layer) => cross[layer];

    internal (Tensor Keys, Tensor Values) Append(int layer, (Tensor Keys, Tensor Values) next)
    {
        var (keys, values) = past[layer];
        Replace(ref past[layer], keys is null ? next : (cat([keys, next.Keys], 1), cat([values, next.Values], 1))); // (B*H, K, D)
        return past[layer];
    }

    // The cache owns its tensors: they outlive the scope of the step that made them.
    private static void Replace(ref (Tensor Keys, Tensor Values) slot, (Tensor Keys, Tensor Values) pair)
    {
        slot.Keys?.Dispose();
        slot.Values?.Dispose();
        slot = (pair.Keys.DetachFromDisposeScope(), pair.Values.DetachFromDisposeScope());
    }
}
