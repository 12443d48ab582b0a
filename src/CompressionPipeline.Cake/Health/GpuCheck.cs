using CompressionPipeline.Cake.Context;

namespace CompressionPipeline.Cake.Health;

/// <summary>NVIDIA GPUs as the driver lists them.</summary>
internal static class GpuCheck
{
    private static readonly Lazy<IReadOnlyList<string>> Gpus = new(() =>
        Command.Lines("nvidia-smi", "--query-gpu=name,memory.total,driver_version --format=csv,noheader") ?? []);

    public static bool HasGpu => Gpus.Value.Count > 0;

    public static IEnumerable<Finding> Run(PipelineContext context) => HasGpu
        ? Gpus.Value.Select(gpu => Finding.Good("GPU", gpu))
        : [Finding.Good("GPU", "none: nvidia-smi lists no GPU, so everything runs on the processor")];
}
