using static TorchSharp.torch;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>Between tensors of torch and tensors of a file.</summary>
internal static class TensorBytes
{
    private const long Chunk = 1 << 26;

    /// <summary>
    /// A tensor as it goes into a file, in float32, wherever it lives; its bytes are fetched when they are written.
    /// </summary>
    public static TensorSource Of(string name, Tensor tensor) => new(name, "F32", tensor.shape, stream =>
    {
        foreach (var (row, count) in Parts(tensor.shape, sizeof(float)))
        {
            using var scope = NewDisposeScope();
            stream.Write(Part(tensor.detach(), row, count).to(ScalarType.Float32).cpu().contiguous().bytes);
        }
    });

    /// <summary>Overwrites a tensor of the same shape, converting to its type and device.</summary>
    public static void CopyInto(Tensor tensor, TensorData data)
    {
        using var ungraded = no_grad();
        var (type, offset) = (TypeOf(data.DType), 0L);
        foreach (var (row, count) in Parts(tensor.shape, TensorData.WidthOf(data.DType)!.Value))
        {
            using var scope = NewDisposeScope();
            var part = Part(tensor, row, count);
            var host = empty(part.shape, type);
            data.Read(offset, host.bytes);
            part.copy_(host);
            offset += host.bytes.Length;
        }
    }

    /// <summary>Whether weights may be of an element type. Whole numbers are quantized ones, which mean nothing without their
    /// scales.</summary>
    public static bool Knows(string dtype) => dtype is "F32" or "F16" or "BF16" or "F64";

    // Some rows at a time: neither a span nor the memory beside a large model holds all of a large tensor.
    private static IEnumerable<(long Row, long Count)> Parts(long[] shape, long width)
    {
        var rows = RowsOf(shape);
        var row = shape.Skip(1).Aggregate(width, (bytes, size) => bytes * size);
        var atOnce = Math.Max(1, Chunk / Math.Max(1, row));
        for (var first = 0L; first < rows; first += atOnce)
            yield return (first, Math.Min(atOnce, rows - first));
    }

    private static long RowsOf(long[] shape) => shape is [var first, ..] ? first : 1;

    private static Tensor Part(Tensor tensor, long row, long count) =>
        count == RowsOf(tensor.shape) ? tensor : tensor.narrow(0, row, count);

    private static ScalarType TypeOf(string dtype) => dtype switch
    {
        "F32" => ScalarType.Float32,
        "F16" => ScalarType.Float16,
        "BF16" => ScalarType.BFloat16,
        "F64" => ScalarType.Float64,
        _ => throw new NotSupportedException($"{dtype} is no element type of a checkpoint."),
    };
}
