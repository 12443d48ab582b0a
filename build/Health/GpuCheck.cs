using CompressionPipeline.Build.Context;

namespace CompressionPipeline.Build.Health;

/// <summary>NVIDIA GPUs as the driver lists them.</summary>
internal static class GpuCheck
{
    public static IEnumerable<Finding> Run(PipelineContext context)
    {
        var gpus = Command.Lines("nvidia-smi", "--query-gpu=name,memory.total,driver_version --format=csv,noheader");
        return gpus is { Count: > 0 }
            ? gpus.Select(gpu => Finding.Good("GPU", gpu))
            : [Finding.Good("GPU", "none: nvidia-smi lists no GPU, so everything runs on the processor")];
    }
}
