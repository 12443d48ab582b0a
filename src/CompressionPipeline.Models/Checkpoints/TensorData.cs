using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>A tensor of a safetensors file: little-endian, row-major bytes, independent of torch.</summary>
/// <param name="DType">Name of the element type as the format writes it: <c>F32</c>, <c>F16</c>, <c>BF16</c>, <c>I64</c>,
/// …</param>
/// <param name="Shape">Sizes of the dimensions; empty for a scalar.</param>
/// <param name="Data">The bytes, exactly as many as shape and type ask for.</param>
public sealed record TensorData(string DType, long[] Shape, ReadOnlyMemory<byte> Data)
{
    private static readonly Dictionary<string, int> Widths = new(StringComparer.Ordinal)
    {
        ["BOOL"] = 1, ["U8"] = 1, ["I8"] = 1, ["F8_E4M3"] = 1, ["F8_E5M2"] = 1,
        ["I16"] = 2, ["U16"] = 2, ["F16"] = 2, ["BF16"] = 2,
        ["I32"] = 4, ["U32"] = 4, ["F32"] = 4, ["I64"] = 8, ["U64"] = 8, ["F64"] = 8,
    };

    /// <summary>A tensor of 32-bit floats.</summary>
    public static TensorData OfFloats(ReadOnlySpan<float> values, params long[] shape)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return new TensorData("F32", shape, bytes);
    }

    /// <summary>Bytes per element of a type, or null where the format knows no such type.</summary>
    public static int? WidthOf(string dtype) => Widths.TryGetValue(dtype, out var width) ? width : null;

    /// <summary>How many elements there are.</summary>
    public long Elements => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>
    /// How many elements are not finite as 32-bit floats, and the row-major index of the first; 0 and -1 where all are.
    /// </summary>
    public (long Count, long First) NotFinite() => DType switch
    {
        "F16" => Count(MemoryMarshal.Cast<byte, ushort>(Data.Span), (ushort)0x7C00),
        "BF16" => Count(MemoryMarshal.Cast<byte, ushort>(Data.Span), (ushort)0x7F80),
        "F32" => Count(MemoryMarshal.Cast<byte, uint>(Data.Span), 0x7F80_0000u),
        "F64" => Count(MemoryMarshal.Cast<float, uint>(Narrowed()), 0x7F80_0000u),
        _ => (0, -1),
    };

    // A double may be too large for what it becomes.
    private float[] Narrowed() => Convert(Data.Span, sizeof(double), static element =>
        (float)BinaryPrimitives.ReadDoubleLittleEndian(element));

    // In every format, what is not finite has an exponent of ones. As ToFloats' fast way, this wants a little-endian machine.
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

    /// <summary>The elements as 32-bit floats, row-major. Reads F32, F16, BF16 and I64.</summary>
    /// <exception cref="NotSupportedException">The element type is another one.</exception>
    public float[] ToFloats()
    {
        var bytes = Data.Span;
        switch (DType)
        {
            case "F32" when BitConverter.IsLittleEndian:
                return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
            case "F32":
                return Convert(bytes, 4, BinaryPrimitives.ReadSingleLittleEndian);
            case "F16":
                return Convert(bytes, 2, static element => (float)BinaryPrimitives.ReadHalfLittleEndian(element));
            case "BF16":
                return Convert(bytes, 2, static element =>
                    BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(element) << 16));
            case "I64":
                return Convert(bytes, 8, static element => BinaryPrimitives.ReadInt64LittleEndian(element));
            default:
                throw new NotSupportedException($"{DType} is not read as floats; F32, F16, BF16 and I64 are.");
        }
    }

    private delegate float Reader(ReadOnlySpan<byte> element);

    private static float[] Convert(ReadOnlySpan<byte> bytes, int width, Reader read)
    {
        var values = new float[bytes.Length / width];
        for (var i = 0; i < values.Length; i++)
            values[i] = read(bytes.Slice(i * width, width));
        return values;
    }
}
