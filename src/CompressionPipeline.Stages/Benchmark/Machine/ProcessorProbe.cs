using System.Globalization;
using System.Runtime.InteropServices;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>What Linux tells of the processor; other systems tell nothing here.</summary>
internal sealed class ProcessorProbe(Func<string, string?> read)
{
    private const string Info = "/proc/cpuinfo";
    private const int MostCores = 4096;

    /// <summary>The processor's own name, or its architecture where the system tells none.</summary>
    public string Name() => Values("model name").FirstOrDefault() ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Mean clock of the cores.</summary>
    public double? Megahertz()
    {
        var clocks = PerCore("cpufreq/scaling_cur_freq").Select(kilohertz => kilohertz / 1000).ToList();
        if (clocks.Count == 0)
            clocks = [.. Values("cpu MHz").Select(MachineReaders.Number).OfType<double>()];
        return clocks.Count > 0 ? clocks.Average() : null;
    }

    /// <summary>How often cores were throttled for heat since the machine started.</summary>
    public long? Throttles()
    {
        var counts = PerCore("thermal_throttle/core_throttle_count").ToList();
        return counts.Count > 0 ? (long)counts.Sum() : null;
    }

    private IEnumerable<double> PerCore(string file) => Enumerable.Range(0, MostCores)
        .Select(core => read($"/sys/devices/system/cpu/cpu{core.ToString(CultureInfo.InvariantCulture)}/{file}"))
        .TakeWhile(text => text is not null)
        .Select(MachineReaders.Number)
        .OfType<double>();

    private IEnumerable<string> Values(string key) => (read(Info) ?? "").Split('\n')
        .Where(line => line.StartsWith(key, StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':') + 1)..].Trim());
}
