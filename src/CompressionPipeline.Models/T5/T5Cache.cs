using CompressionPipeline.Models.Masks;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// Keys and values of decoding step by step: the source's, computed once, and the target's, which grow by a position a step.
/// </summary>
public sealed class T5Cache : IDisposable
{
    private readonly IReadOnlyList<T5LayerWidths> layers;
    private readonly Dictionary<int, Tensor> memoryBias; // by number of heads, (B*H, 1, S)
    private readonly (Tensor Keys, Tensor Values)[] memory;
    private readonly (Tensor Keys, Tensor Values)[] past;

    internal T5Cache(IReadOnlyList<T5LayerWidths> layers, Dictionary<int, Tensor> memoryBias, MaskTensors? masks)
    {
        (this.layers, this.memoryBias, Masks) = (layers, memoryBias, masks);
        foreach (var bias in memoryBias.Values)
            bias.DetachFromDisposeScope();
        memory = new (Tensor, Tensor)[layers.Count];
        past = new (Tensor, Tensor)[layers.Count];
    }

    /// <summary>Positions decoded so far.</summary>
    public long Length { get; internal set; }

    internal MaskTensors? Masks { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bias in memoryBias.Values)
            bias.Dispose();
        foreach (var (keys, values) in memory.Concat(past))
        {
            keys?.Dispose();
            values?.Dispose();
        }
    }

    internal Tensor MemoryBias(int layer) => memoryBias[layers[layer].CrossHeads];

    internal void SetMemory(int layer, (Tensor Keys, Tensor Values) pair) => Replace(ref memory[layer], pair);

    internal (Tensor Keys, Tensor Values) Memory(int layer) => memory[layer];

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
