using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>A value in the processor's memory whose first dimension is the rows of a batch; rows leave it.</summary>
internal sealed class BatchValue : IDisposable
{
    private readonly OrtValue whole;

    public BatchValue(OrtValue whole) => Value = this.whole = whole;

    /// <summary>What is left of it, at the beginning of the same memory.</summary>
    public OrtValue Value { get; private set; }

    /// <summary>Row i becomes what row <c>kept[i]</c> was, which is not before it.</summary>
    public void Keep(ReadOnlySpan<int> kept)
    {
        var info = Value.GetTensorTypeAndShape();
        var data = Value.GetTensorMutableRawData();
        var width = data.Length / (int)info.Shape[0];
        for (var row = 0; row < kept.Length; row++)
        {
            if (kept[row] != row)
                data.Slice(kept[row] * width, width).CopyTo(data[(row * width)..]);
        }
        // Neither ONNX Runtime nor the collector moves what a value lies in.
        var place = Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(data));
        Free();
        Value = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, info.ElementDataType, [kept.Length, .. info.Shape[1..]], place, kept.Length * width);
    }

    public void Dispose()
    {
        Free();
        whole.Dispose();
    }

    private void Free()
    {
        if (Value != whole)
            Value.Dispose();
    }
}
