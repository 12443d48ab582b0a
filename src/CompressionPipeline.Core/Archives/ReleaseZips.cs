namespace CompressionPipeline.Core.Archives;

/// <summary>What the zips of a release are called: whoever makes a release, tells of it or takes a model from it says the
/// same.</summary>
public static class ReleaseZips
{
    private const string OnnxSuffix = "-onnx.zip";

    /// <summary>Name of the zip with the graphs.</summary>
    public static string Onnx(string model, string variant) => $"{model}-{variant}{OnnxSuffix}";

    /// <summary>Name of the zip with the Hugging Face checkpoint.</summary>
    public static string Checkpoint(string model, string variant) => $"{model}-{variant}-checkpoint.zip";

    /// <summary>Name of the zip with the graphs as transformers.js looks for them.</summary>
    public static string Merged(string model, string variant) => $"{model}-{variant}-merged.zip";

    /// <summary>The variant whose graphs a file of a model's release holds; null of any other file.</summary>
    public static string? VariantOf(string model, string name) =>
        name.Length > model.Length + 1 + OnnxSuffix.Length && name.StartsWith(model + "-", StringComparison.Ordinal)
            && name.EndsWith(OnnxSuffix, StringComparison.Ordinal)
            ? name[(model.Length + 1)..^OnnxSuffix.Length]
            : null;
}
