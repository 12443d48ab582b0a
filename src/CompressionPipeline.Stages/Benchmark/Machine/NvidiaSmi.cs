using System.ComponentModel;
using System.Diagnostics;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>The driver's own tool, which may not be there.</summary>
internal static class NvidiaSmi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What it printed, or null where it is missing, hangs or fails.</summary>
    public static string? Run(IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("nvidia-smi", ["-i", Card(), .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
            return process.ExitCode == 0 ? output.Result : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // CUDA's first card is the first of those it may see.
    private static string Card() =>
        Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES")?.Split(',')[0].Trim() is { Length: > 0 } visible && !visible.StartsWith('-') ? visible : "0";
}
