using CompressionPipeline.Models.Torch;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace CompressionPipeline.Stages;

/// <summary>
/// The libraries that compute numbers, as artifact keys hold them: the same on every machine that builds this version, with a GPU
/// or without. ONNX Runtime for GPUs is released with another patch number, so the key has none.
/// </summary>
internal static class Libraries
{
    /// <summary>Told without loading it: a plan has keys and computes nothing.</summary>
    public static string Torch { get; } = $"libtorch {TorchLibrary.Version}";

    public static string OnnxRuntime { get; } =
        $"ONNX Runtime {typeof(InferenceSession).Assembly.GetName().Version!.ToString(2)}";

    public static string Tokenizers { get; } =
        $"Microsoft.ML.Tokenizers {typeof(Tokenizer).Assembly.GetName().Version!.ToString(3)}";
}
