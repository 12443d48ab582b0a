using static TorchSharp.torch;

namespace CompressionPipeline.Models.Torch;

/// <summary>Tensors that outlive the scope they were made in.</summary>
internal static class TensorScope
{
    /// <summary>The tensor itself, or its values in float32.</summary>
    public static Tensor InFloat32(this Tensor tensor) =>
        tensor.dtype == ScalarType.Float32 ? tensor : tensor.to(ScalarType.Float32);

    /// <summary>
    /// Moves what a method returns to its caller's scope, each tensor once: a layer in which nothing is left returns the very
    /// tensor that it was given, and a last state may be the output.
    /// </summary>
    /// <param name="output">What is returned.</param>
    /// <param name="states">What is returned beside it; null for nothing.</param>
    public static Tensor MoveOut(Tensor output, IEnumerable<Tensor>? states)
    {
        foreach (var tensor in (states ?? []).Append(output).Distinct<Tensor>(ReferenceEqualityComparer.Instance))
            tensor.MoveToOuterDisposeScope();
        return output;
    }
}
