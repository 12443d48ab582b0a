using CompressionPipeline.Cake.Context;
using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Health;

/// <summary>NVIDIA GPUs as the driver lists them.</summary>
internal static class GpuCheck
{
    private const string Fields = "name,memory.total,driver_version";

    private static readonly Lazy<IReadOnlyList<string>> Gpus = new(() =>
        Command.Output("nvidia-smi", $"--query-gpu={Fields}", "--format=csv,noheader")
            ?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []);

    public static bool HasGpu => Gpus.Value.Count > 0;

    public static IEnumerable<Finding> Run(PipelineContext context) => HasGpu
        ? Gpus.Value.Select(gpu => Finding.Good("GPU", gpu))
        : [Finding.Good("GPU", "none: nvidia-smi lists no GPU, so everything runs on the processor")];
}
