using System.Runtime.InteropServices;

namespace CompressionPipeline.Core;

/// <summary>The machine a stage ran on.</summary>
/// <param name="Os">Operating system and its version.</param>
/// <param name="Processor">Model of the processor, as the operating system names it.</param>
/// <param name="Cores">Logical processors this process may use.</param>
/// <param name="MemoryBytes">Memory this process may use.</param>
/// <param name="Dotnet">Version of the .NET runtime.</param>
public sealed record MachineRecord(string Os, string Processor, int Cores, long MemoryBytes, string Dotnet)
{
    /// <summary>What measured times depend on: part of the key of stages that measure time.</summary>
    public string Class => $"{Processor}, {Cores} cores";

    /// <summary>This machine.</summary>
    public static MachineRecord Current() => new(
        RuntimeInformation.OSDescription,
        ProcessorModel(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.FrameworkDescription);

    private static string ProcessorModel()
    {
        const string linux = "/proc/cpuinfo";
        var line = File.Exists(linux)
            ? File.ReadLines(linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
