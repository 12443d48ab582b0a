using System.Globalization;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>
/// How the processor's time was spent since the machine started, in seconds over all cores, and what of it was ours.
/// </summary>
internal sealed record ProcessorTimes(double Busy, double Idle, double Stolen, double Own)
{
    private const string File = "/proc/stat";

    // The unit that Linux tells programs, whatever the kernel's own is.
    private const double TicksPerSecond = 100;

    private double All => Busy + Idle + Stolen;

    /// <summary>The times now; null where the system tells none.</summary>
    public static ProcessorTimes? Read(MachineReaders machine)
    {
        // cpu user nice system idle iowait irq softirq steal guest guest_nice; guests are in user already.
        var fields = machine.File(File)?.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields is not ["cpu", _, _, _, _, _, _, _, _, ..])
            return null;
        var ticks = new double[8];
        for (var i = 0; i < ticks.Length; i++)
        {
            if (!double.TryParse(fields[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out ticks[i]))
                return null;
        }
        var (idle, stolen) = (ticks[3] + ticks[4], ticks[7]);
        return new(
            (ticks.Sum() - idle - stolen) / TicksPerSecond, idle / TicksPerSecond, stolen / TicksPerSecond,
            machine.OwnTime().TotalSeconds);
    }

    /// <summary>Share of all time since an earlier moment that other processes took; null where no time has passed.</summary>
    public double? ForeignSince(ProcessorTimes earlier) =>
        Share(earlier, Math.Max(0, Busy - earlier.Busy - (Own - earlier.Own)));

    /// <summary>
    /// Share of all time since an earlier moment that the hypervisor gave to others; null where no time has passed.
    /// </summary>
    public double? StolenSince(ProcessorTimes earlier) => Share(earlier, Math.Max(0, Stolen - earlier.Stolen));

    private double? Share(ProcessorTimes earlier, double part) =>
        All > earlier.All ? Math.Min(1, part / (All - earlier.All)) : null;
}
