using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// A decoder's keys and values, layer by layer, as the values that ONNX Runtime itself allocated on its device.
/// The presents of one step are the pasts of the next, the same objects; nothing is copied but what beams move.
/// </summary>
internal sealed class KeyValueCache(OrtValue[] self, OrtValue[] cross) : IDisposable
{
    private BatchValue[] self = Wrap(self);

    /// <summary>Self-attention, grown by one position a step: key and value of layer 0, of layer 1, ….</summary>
    public IReadOnlyList<BatchValue> Self => self;

    /// <summary>Cross-attention, the same for all steps.</summary>
    public IReadOnlyList<BatchValue> Cross { get; } = Wrap(cross);

    /// <summary>Keeps a step's presents and frees the pasts.</summary>
    public void Advance(OrtValue[] present)
    {
        var past = self;
        self = Wrap(present);
        foreach (var value in past)
            value.Dispose();
    }

    public void Dispose()
    {
        foreach (var value in self.Concat(Cross))
            value.Dispose();
    }

    private static BatchValue[] Wrap(OrtValue[] values) => Array.ConvertAll(values, value => new BatchValue(value));
}
