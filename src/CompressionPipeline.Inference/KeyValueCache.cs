using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>
/// A decoder's keys and values, layer by layer, in tensors that ONNX Runtime allocated on its device. The "present" outputs of
/// one step are the "past" inputs of the next; only beam search copies them.
/// </summary>
internal sealed class KeyValueCache(OrtValue[] self, OrtValue[] cross) : IDisposable
{
    private BatchValue[] self = Wrap(self);

    /// <summary>Self-attention, grown by one position a step: key and value of layer 0, of layer 1, ….</summary>
    public IReadOnlyList<BatchValue> Self => self;

    /// <summary>Cross-attention, the same for all steps.</summary>
    public IReadOnlyList<BatchValue> Cross { get; } = Wrap(cross);

    /// <summary>Takes the outputs of a step and frees its inputs.</summary>
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
