using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>A tensor in CPU memory with one row for each sequence of a batch; rows can be removed and reordered.</summary>
internal sealed class BatchValue : IDisposable
{
    private readonly OrtValue whole;

    /// <param name="whole">The tensor; it is disposed with this object.</param>
    /// <param name="copies">How often each row is repeated, side by side.</param>
    public BatchValue(OrtValue whole, int copies = 1) => Value = this.whole = copies == 1 ? whole : Repeat(whole, copies);

    /// <summary>The remaining rows, at the beginning of the same memory.</summary>
    public OrtValue Value { get; private set; }

    /// <summary>Copies row <c>kept[i]</c>, which is i or a later one, to row i, and drops all other rows.</summary>
    public void Keep(ReadOnlySpan<int> kept)
    {
        Move(kept);
        var info = Value.GetTensorTypeAndShape();
        var data = Value.GetTensorMutableRawData();
        var width = data.Length / (int)info.Shape[0];
        // Neither ONNX Runtime nor the garbage collector moves a tensor's memory.
        var place = Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref MemoryMarshal.GetReference(data));
        Free();
        Value = OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, info.ElementDataType, [kept.Length, .. info.Shape[1..]], place, kept.Length * width);
    }

    /// <summary>Copies row <c>from[i]</c> to row i.</summary>
    /// <param name="from">The source row for each of the first rows.</param>
    /// <param name="written">How many positions of (rows, heads, positions, width) are in use; null for all.</param>
    public void Move(ReadOnlySpan<int> from, int? written = null)
    {
        var shape = Value.GetTensorTypeAndShape().Shape;
        var data = Value.GetTensorMutableRawData();
        var width = data.Length / (int)shape[0];
        var part = written is null ? width : width / (int)shape[1];
        var used = written is { } positions ? part / (int)shape[2] * positions : width;
        byte[]? saved = null;
        for (var row = 0; row < from.Length; row++)
        {
            if (from[row] == row)
                continue;
            if (from[(row + 1)..].Contains(row))
                Copy(data[(row * width)..], (saved ??= ArrayPool<byte>.Shared.Rent(data.Length)).AsSpan(row * width));
            var isOver = from[row] < row && from[from[row]] != from[row];
            Copy((isOver ? saved : data)[(from[row] * width)..], data[(row * width)..]);
        }
        if (saved is not null)
            ArrayPool<byte>.Shared.Return(saved);

        void Copy(ReadOnlySpan<byte> own, Span<byte> to)
        {
            for (var start = 0; start < width; start += part)
                own.Slice(start, used).CopyTo(to[start..]);
        }
    }

    public void Dispose()
    {
        Free();
        whole.Dispose();
    }

    private static OrtValue Repeat(OrtValue value, int copies)
    {
        var info = value.GetTensorTypeAndShape();
        var made = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, info.ElementDataType, [info.Shape[0] * copies, .. info.Shape[1..]]);
        var from = value.GetTensorMutableRawData();
        var to = made.GetTensorMutableRawData();
        var width = to.Length / (int)info.Shape[0] / copies;
        for (var row = 0; row < info.Shape[0] * copies; row++)
            from.Slice(row / copies * width, width).CopyTo(to[(row * width)..]);
        value.Dispose();
        return made;
    }

    private void Free()
    {
        if (Value != whole)
            Value.Dispose();
    }
}
