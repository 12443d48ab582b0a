using System.Buffers;
using System.Runtime.InteropServices;
using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>
/// A tensor of a safetensors file: little-endian, row-major bytes, independent of torch. Those of a file are read
/// only when needed, so that a model of many gigabytes is not in memory twice.
/// </summary>
/// <remarks>Wants a little-endian machine, as libtorch's packages do.</remarks>
public sealed record TensorData
{
    // Bytes that are checked or converted at once.
    private const int Chunk = 1 << 24;

    private readonly TensorReader read;

    private static readonly Dictionary<string, int> Widths = new(StringComparer.Ordinal)
    {
        ["BOOL"] = 1, ["U8"] = 1, ["I8"] = 1, ["F8_E4M3"] = 1, ["F8_E5M2"] = 1,
        ["I16"] = 2, ["U16"] = 2, ["F16"] = 2, ["BF16"] = 2,
        ["I32"] = 4, ["U32"] = 4, ["F32"] = 4, ["I64"] = 8, ["U64"] = 8, ["F64"] = 8,
    };

    /// <summary>A tensor whose bytes are here.</summary>
    /// <param name="dtype">Name of the element type as the format writes it: <c>F32</c>, <c>F16</c>, <c>BF16</c>, <c>I64</c>,
    /// …</param>
    /// <param name="shape">Sizes of the dimensions; empty for a scalar.</param>
    /// <param name="data">The bytes, exactly as many as shape and type ask for.</param>
    public TensorData(string dtype, long[] shape, ReadOnlyMemory<byte> data)
        : this(dtype, shape, data.Length, (offset, to) => data.Span.Slice((int)offset, to.Length).CopyTo(to)) { }

    internal TensorData(string dtype, long[] shape, long length, TensorReader read) =>
        (DType, Shape, Length, this.read) = (dtype, shape, length, read);

    /// <summary>Fills memory with the bytes from an offset on.</summary>
    internal delegate void TensorReader(long offset, Span<byte> to);

    /// <summary>Name of the element type.</summary>
    public string DType { get; }

    /// <summary>Sizes of the dimensions; empty for a scalar.</summary>
    public long[] Shape { get; }

    /// <summary>How many bytes there are.</summary>
    public long Length { get; }

    /// <summary>A tensor of 32-bit floats.</summary>
    public static TensorData OfFloats(ReadOnlySpan<float> values, params long[] shape) =>
        new("F32", shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Bytes per element of a type, or null where the format knows no such type.</summary>
    public static int? WidthOf(string dtype) => Widths.TryGetValue(dtype, out var width) ? width : null;

    /// <summary>How many elements there are.</summary>
    public long Elements => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Fills memory with the bytes from an offset on.</summary>
    /// <param name="offset">Bytes before the first one that is wanted.</param>
    /// <param name="to">As long as what is wanted.</param>
    /// <exception cref="PipelineException">The file that holds them was cut off meanwhile.</exception>
    public void Read(long offset, Span<byte> to) => read(offset, to);

    /// <summary>All the bytes, in an array of their own.</summary>
    /// <exception cref="PipelineException">They are more than an array holds, or the file was cut off.</exception>
    public byte[] ToBytes()
    {
        if (Length > Array.MaxLength)
        {
            throw new PipelineException(
                $"A tensor of {Length:N0} bytes is more than an array holds, {Array.MaxLength:N0}. Take a smaller model.");
        }
        var bytes = new byte[Length];
        Read(0, bytes);
        return bytes;
    }

    /// <summary>Whether two have the same type, shape and bytes.</summary>
    internal bool IsSameAs(TensorData other) => DType == other.DType && Shape.SequenceEqual(other.Shape)
        && Chunks().All(chunk =>
        {
            var (mine, theirs) = (new byte[chunk.Bytes], new byte[chunk.Bytes]);
            Read(chunk.Offset, mine);
            other.Read(chunk.Offset, theirs);
            return mine.AsSpan().SequenceEqual(theirs);
        });

    /// <summary>
    /// How many elements are not finite as 32-bit floats, and the row-major index of the first; 0 and -1 where all are.
    /// </summary>
    public (long Count, long First) NotFinite()
    {
        var (count, first, bytes) = (0L, -1L, ArrayPool<byte>.Shared.Rent((int)Math.Min(Chunk, Length)));
        foreach (var (offset, length) in Chunks())
        {
            var part = bytes.AsSpan(0, length);
            Read(offset, part);
            var (found, at) = NotFinite(part);
            first = count == 0 && found > 0 ? (offset / WidthOf(DType)!.Value) + at : first;
            count += found;
        }
        ArrayPool<byte>.Shared.Return(bytes);
        return (count, first);
    }

    private (long Count, long First) NotFinite(ReadOnlySpan<byte> part) => DType switch
    {
        "F16" => Count(MemoryMarshal.Cast<byte, ushort>(part), (ushort)0x7C00),
        "BF16" => Count(MemoryMarshal.Cast<byte, ushort>(part), (ushort)0x7F80),
        "F32" => Count(MemoryMarshal.Cast<byte, uint>(part), 0x7F80_0000u),
        "F64" => Count(MemoryMarshal.Cast<float, uint>(Floats(part)), 0x7F80_0000u),
        _ => (0, -1),
    };

    private IEnumerable<(long Offset, int Bytes)> Chunks()
    {
        for (var offset = 0L; offset < Length; offset += Chunk)
            yield return (offset, (int)Math.Min(Chunk, Length - offset));
    }

    // In every format, what is not finite has an exponent of ones.
    private static (long Count, long First) Count<T>(ReadOnlySpan<T> elements, T exponent)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var (count, first) = (0L, -1L);
        for (var i = 0; i < elements.Length; i++)
        {
            if ((elements[i] & exponent) == exponent && count++ == 0)
                first = i;
        }
        return (count, first);
    }

    /// <summary>The elements as 32-bit floats, row-major: of the types that weights may have.</summary>
    /// <exception cref="NotSupportedException">The element type is another one.</exception>
    public float[] ToFloats()
    {
        if (DType != "F32")
            return Floats(ToBytes());
        var values = new float[Elements];
        Read(0, MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    // Of a double that is too large, infinity.
    private float[] Floats(ReadOnlySpan<byte> bytes) => DType switch
    {
        "F16" => Convert<Half>(bytes, half => (float)half),
        "BF16" => Convert<ushort>(bytes, high => BitConverter.Int32BitsToSingle(high << 16)),
        "F64" => Convert<double>(bytes, number => (float)number),
        _ => throw new NotSupportedException($"{DType} is not read as floats; F32, F16, BF16 and F64 are."),
    };

    private static float[] Convert<T>(ReadOnlySpan<byte> bytes, Func<T, float> convert)
        where T : unmanaged
    {
        var elements = MemoryMarshal.Cast<byte, T>(bytes);
        var values = new float[elements.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = convert(elements[i]);
        return values;
    }
}
