using CompressionPipeline.Core;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>The tool of NVIDIA's driver, asked about the graphics card that CUDA uses.</summary>
internal static class NvidiaSmi
{
    /// <summary>What it printed, or null where it is missing, hangs or fails.</summary>
    public static string? Run(IReadOnlyList<string> arguments) => Command.Output("nvidia-smi", ["-i", Card(), .. arguments]);

    // CUDA's first card is the first of those it may see.
    private static string Card() =>
        Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES")?.Split(',')[0].Trim() is { Length: > 0 } visible
            && !visible.StartsWith('-') ? visible : "0";
}
