using static TorchSharp.torch;

namespace CompressionPipeline.Models.Training;

/// <summary>Whether a GPU may round the factors of its matrix products to TF32, as long as this lives.</summary>
internal sealed class Tf32Products : IDisposable
{
    private readonly bool before = backends.cuda.matmul.allow_tf32;

    public Tf32Products(bool allowed) => backends.cuda.matmul.allow_tf32 = allowed;

    public void Dispose() => backends.cuda.matmul.allow_tf32 = before;
}
