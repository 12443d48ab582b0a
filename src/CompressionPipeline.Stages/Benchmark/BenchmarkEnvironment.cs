using System.Globalization;
using System.Runtime.InteropServices;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>What times were measured on, so that others can judge them.</summary>
/// <param name="Processor">The processor's own name.</param>
/// <param name="Cores">Logical processors this process may use.</param>
/// <param name="Threads">Threads the runtime was given.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Libraries">Versions by name.</param>
public sealed record BenchmarkEnvironment(
    string Processor, int Cores, int Threads, string Device, string OperatingSystem, IReadOnlyDictionary<string, string> Libraries)
{
    /// <summary>Load average over a minute before the first sample; null where the system tells none.</summary>
    public double? LoadBefore { get; init; }

    /// <summary>Load average over a minute after the last sample; null where the system tells none.</summary>
    public double? LoadAfter { get; init; }

    /// <summary>The most memory the process ever held at once, in this stage or before it.</summary>
    public long PeakBytes { get; init; }

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
