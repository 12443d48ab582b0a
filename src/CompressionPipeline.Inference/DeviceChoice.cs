using CompressionPipeline.Core;

namespace CompressionPipeline.Inference;

/// <summary>Opens graphs where they were asked to run.</summary>
internal static class DeviceChoice
{
    /// <summary>Opens on CUDA where it was asked for or can be used, else on the processor.</summary>
    /// <param name="device">What was asked for.</param>
    /// <param name="open">Opens the graphs; told whether on CUDA.</param>
    /// <returns>What was opened, and why <see cref="Device.Auto"/> did not take CUDA; null where there is nothing to
    /// say.</returns>
    /// <exception cref="PipelineException">A graph cannot be opened, or CUDA was asked for and cannot be used.</exception>
    public static (T Opened, string? Remark) Open<T>(Device device, Func<bool, T> open)
        where T : IDisposable
    {
        if (device == Device.Cpu)
            return (open(false), null);
        try
        {
            return (open(true), null);
        }
        catch (CudaUnusableException error) when (device == Device.Auto)
        {
            return (open(false), $"CUDA cannot be used ({error.Message}): computing on the processor.");
        }
        catch (CudaUnusableException error)
        {
            // Where the file cannot be loaded on the processor either, that error is thrown and not the one of CUDA.
            open(false).Dispose();
            throw new PipelineException(
                $"CUDA cannot be used: {error.Message}. Install ONNX Runtime for GPUs with its CUDA and cuDNN " +
                "(package Microsoft.ML.OnnxRuntime.Gpu instead of Microsoft.ML.OnnxRuntime), or choose device cpu.", error);
        }
    }
}
