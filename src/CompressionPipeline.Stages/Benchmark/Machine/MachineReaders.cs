using System.Diagnostics;
using System.Globalization;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>How the machine is read; tests replace it.</summary>
internal sealed record MachineReaders
{
    /// <summary>Text of a file of the system, or null where there is none.</summary>
    public Func<string, string?> File { get; init; } = ReadFile;

    /// <summary>What <c>nvidia-smi</c> prints, or null where it is missing or refuses.</summary>
    public Func<IReadOnlyList<string>, string?> NvidiaSmi { get; init; } = Machine.NvidiaSmi.Run;

    /// <summary>Processor time this process has used.</summary>
    public Func<TimeSpan> OwnTime { get; init; } = ReadOwnTime;

    /// <summary>Lets the highest resident memory of this process begin anew; false where the system cannot.</summary>
    public Func<bool> ResetPeak { get; init; } = ProcessMemory.ResetPeak;

    /// <summary>Number of this process, as it knows it.</summary>
    public int ProcessId { get; init; } = Environment.ProcessId;

    /// <summary>Name of this process's program.</summary>
    public string ProcessName { get; init; } = Path.GetFileName(Environment.ProcessPath ?? "");

    /// <summary>A finite number as the system writes it; null where the text is none.</summary>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

    private static string? ReadFile(string path)
    {
        try
        {
            return System.IO.File.Exists(path) ? System.IO.File.ReadAllText(path) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static TimeSpan ReadOwnTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
