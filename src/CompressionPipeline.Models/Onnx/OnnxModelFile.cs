using CompressionPipeline.Core;
using Google.Protobuf;

namespace CompressionPipeline.Models.Onnx;

/// <summary>Models on disk: one file each, weights inside.</summary>
public static class OnnxModelFile
{
    /// <summary>Writes a model atomically.</summary>
    /// <exception cref="PipelineException">The model passes 2 GB, or the disk is full.</exception>
    public static void Write(string path, ModelProto model)
    {
        var weights = model.Graph.Initializer.Sum(tensor => (long)tensor.RawData.Length);
        if (weights > int.MaxValue - (64 << 20))
        {
            throw new PipelineException(
                $"{path} would hold {weights:N0} bytes of weights, and one ONNX file holds less than 2 GB: "
                + "prune the model further or export a smaller one.");
        }
        AtomicFile.Write(path, model.WriteTo);
    }
}
