using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Checkpoints;

/// <summary>Between tensors of torch and tensors of a file.</summary>
internal static class TensorBytes
{
    /// <summary>
    /// A tensor as it goes into a file, in float32, wherever it lives; its bytes are fetched when they are written.
    /// </summary>
    public static TensorSource Of(string name, Tensor tensor) => new(name, "F32", tensor.shape, stream =>
    {
        using var scope = NewDisposeScope();
        stream.Write(tensor.detach().to(ScalarType.Float32).cpu().contiguous().bytes);
    });

    /// <summary>Overwrites a tensor of the same shape, converting to its type and device.</summary>
    public static void CopyInto(Tensor tensor, TensorData data)
    {
        using var scope = NewDisposeScope();
        using var ungraded = no_grad();
        var host = empty(data.Shape, TypeOf(data.DType));
        host.bytes = MemoryMarshal.AsMemory(data.Data).Span;
        tensor.copy_(host);
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
