using System.Globalization;
using System.Runtime.InteropServices;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>How much memory something needs, of the process or of the graphics card.</summary>
internal interface IMemoryMeter
{
    /// <summary>
    /// The most memory that was in use while <paramref name="load"/> ran, beyond what was in use before; null where it cannot
    /// be told.
    /// </summary>
    /// <param name="load">Loads a model and lets it generate; what it gives is disposed of after the reading.</param>
    long? PeakOf(Func<IDisposable> load);
}

/// <summary>Resident memory of this process as Linux counts it.</summary>
internal sealed class ProcessMemory(MachineReaders machine) : IMemoryMeter
{
    private const string Status = "/proc/self/status";

    public long? PeakOf(Func<IDisposable> load)
    {
        GiveBack();
        var told = machine.ResetPeak();
        var before = Bytes("VmRSS:");
        using (load())
            return told && Bytes("VmHWM:") - before is { } peak ? Math.Max(0, peak) : null;
    }

    /// <summary>Sets the highest resident memory to the present one, as proc(5) describes.</summary>
    public static bool ResetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private long? Bytes(string field) => (machine.File(Status) ?? "").Split('\n')
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => Kibibytes(line.AsSpan(field.Length)) * 1024)
        .FirstOrDefault();

    private static long? Kibibytes(ReadOnlySpan<char> text) => long.TryParse(
        text.Trim().TrimEnd("kB"), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Returns free memory to the system: what the last model freed would hide what the next one needs.</summary>
    public static void GiveBack()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        // The other modes keep free memory for later allocations.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            _ = malloc_trim(0);
        }
        catch (Exception error) when (error is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library does not have this function.
        }
    }

    [DllImport("libc")]
    private static extern int malloc_trim(nuint pad);
}
