using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// A decoder's keys and values, layer by layer, as the values that ONNX Runtime itself allocated on its device.
/// The presents of one step are the pasts of the next, the same objects; nothing is copied.
/// </summary>
internal sealed class KeyValueCache(OrtValue[] self, OrtValue[] cross) : IDisposable
{
    /// <summary>Self-attention, grown by one position a step: key and value of layer 0, of layer 1, ….</summary>
    public IReadOnlyList<OrtValue> Self => self;

    /// <summary>Cross-attention, the same for all steps.</summary>
    public IReadOnlyList<BatchValue> Cross { get; } = Array.ConvertAll(cross, value => new BatchValue(value));

    /// <summary>Keeps a step's presents and frees the pasts.</summary>
    public void Advance(OrtValue[] present)
    {
        var past = self;
        self = present;
        foreach (var value in past)
            value.Dispose();
    }

    public void Dispose()
    {
        foreach (var value in self)
            value.Dispose();
        foreach (var value in Cross)
            value.Dispose();
    }
}
