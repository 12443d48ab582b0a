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
        using var scope = NewDisposeScope();
        stream.Write(tensor.detach().to(ScalarType.Float32).cpu().contiguous().bytes);
    });

    /// <summary>Overwrites a tensor of the same shape, converting to its type and device, some rows at a time.</summary>
    public static void CopyInto(Tensor tensor, TensorData data)
    {
        using var ungraded = no_grad();
        var rows = data.Shape is [var first, ..] ? first : 1;
        var bytes = rows > 0 ? data.Length / rows : 0;
        for (var (row, atOnce) = (0L, Math.Max(1, Chunk / Math.Max(1, bytes))); row < rows; row += atOnce)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(atOnce, rows - row);
            var host = empty(data.Shape is [_, .. var rest] ? [count, .. rest] : data.Shape, TypeOf(data.DType));
            data.Read(row * bytes, host.bytes);
            (count == rows ? tensor : tensor.narrow(0, row, count)).copy_(host);
        }
    }

    /// <summary>Whether weights may be of an element type. Whole numbers are quantized ones, which mean nothing without their
    /// scales.</summary>
    public static bool Knows(string dtype) => dtype is "F32" or "F16" or "BF16" or "F64";

    private static ScalarType TypeOf(string dtype) => dtype switch
    {
        "F32" => ScalarType.Float32,
        "F16" => ScalarType.Float16,
        "BF16" => ScalarType.BFloat16,
        "F64" => ScalarType.Float64,
        _ => throw new NotSupportedException($"{dtype} is no element type of a checkpoint."),
    };
}
