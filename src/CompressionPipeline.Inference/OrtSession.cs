using CompressionPipeline.Core;
using Microsoft.ML.OnnxRuntime;

namespace CompressionPipeline.Inference;

/// <summary>Opens ONNX Runtime sessions and says in our words what is wrong with a file or a provider.</summary>
internal static class OrtSession
{
    public static InferenceSession Open(string path, SessionSettings settings, bool cuda)
    {
        Check(path);
        using var options = Options(path, settings);
        if (cuda)
            AppendCuda(options);
        try
        {
            return new(path, options);
        }
        catch (OnnxRuntimeException error) when (!cuda)
        {
            throw new PipelineException(
                $"{path} cannot be loaded: it is cut off, no ONNX model, or made for a newer ONNX Runtime " +
                $"({error.Message.Trim()}). Export the model again.", error);
        }
        catch (OnnxRuntimeException error)
        {
            throw new CudaUnusableException(error.Message.Trim(), error);
        }
    }

    /// <summary>Whether a graph is there, without opening it.</summary>
    /// <exception cref="PipelineException">It is not, or it is a pointer or a page in its place.</exception>
    public static void Check(string path)
    {
        if (!File.Exists(path))
            throw new PipelineException($"{path} is missing: name a folder with an exported model, or export it again.");
        if (FileFormat.Mistaken(path) is { } mistaken)
            throw new InvalidFileException(path, mistaken, "Then run again.");
    }

    private static void AppendCuda(SessionOptions options)
    {
        try
        {
            options.AppendExecutionProvider_CUDA(0);
        }
        // A library built without CUDA has no such entry point; one built with it may lack its provider library, driver or GPU.
        catch (Exception error) when (error is EntryPointNotFoundException or OnnxRuntimeException or DllNotFoundException)
        {
            throw new CudaUnusableException(
                error is EntryPointNotFoundException ? "this ONNX Runtime is built without CUDA" : error.Message.Trim(), error);
        }
    }

    private static SessionOptions Options(string path, SessionSettings settings)
    {
        var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = settings.Threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            // The cache is longer at every step, so that the memory pattern of one step does not fit the next.
            EnableMemoryPattern = false,
        };
        // Each session has threads of its own. Spinning bridges the gaps between a step's nodes; spun for longer (the default
        // is about a millisecond), one session's threads hold the cores that the next session's need.
        options.AddSessionConfigEntry("session.intra_op.spin_duration_us", "20");
        if (settings.ProfilePrefix is { } prefix)
        {
            options.ProfileOutputPathPrefix = $"{prefix}-{Path.GetFileNameWithoutExtension(path)}";
            options.EnableProfiling = true;
        }
        return options;
    }
}

/// <summary>CUDA was asked for and cannot be used.</summary>
internal sealed class CudaUnusableException(string why, Exception inner) : Exception(why, inner);
