using System.Globalization;
using System.Runtime.InteropServices;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>What the system tells of the machine.</summary>
internal static class MachineProbe
{
    /// <summary>The processor's own name, or its architecture where the system tells none.</summary>
    public static string ProcessorName()
    {
        const string linux = "/proc/cpuinfo";
        var line = File.Exists(linux)
            ? File.ReadLines(linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    /// <summary>The load average over a minute, where the system tells one.</summary>
    public static double? LoadAverage()
    {
        const string linux = "/proc/loadavg";
        return File.Exists(linux) ? double.Parse(File.ReadAllText(linux).Split(' ')[0], CultureInfo.InvariantCulture) : null;
    }
}
