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

    /// <summary>Reads a model.</summary>
    /// <exception cref="PipelineException">The file is missing, cut off, or no ONNX model.</exception>
    public static ModelProto Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var model = ModelProto.Parser.ParseFrom(stream);
            return model.Graph is null ? throw Unreadable(path, "it holds no graph") : model;
        }
        catch (IOException error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new PipelineException($"{path} is missing: export the model again.", error);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw Unreadable(path, error.Message, error);
        }
    }

    private static PipelineException Unreadable(string path, string why, Exception? error = null)
    {
        var message = $"{path} is cut off or no ONNX model ({why.TrimEnd('.')}): export the model again.";
        return error is null ? new(message) : new(message, error);
    }
}
