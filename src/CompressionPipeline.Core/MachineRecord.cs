using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace CompressionPipeline.Core;

/// <summary>The machine a stage ran on.</summary>
/// <param name="Os">Operating system and its version.</param>
/// <param name="Processor">Model of the processor, as the operating system names it.</param>
/// <param name="Cores">Logical processors this process may use.</param>
/// <param name="MemoryBytes">Memory this process may use.</param>
/// <param name="Dotnet">Version of the .NET runtime.</param>
public sealed record MachineRecord(string Os, string Processor, int Cores, long MemoryBytes, string Dotnet)
{
    private const string Gpus = "/proc/driver/nvidia/gpus";

    /// <summary>Names of the NVIDIA cards, as the driver has them; null where it lists none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Gpu { get; init; }

    /// <summary>What measured times depend on: part of the key of stages that measure time.</summary>
    public string Class => Gpu is null ? $"{Processor}, {Cores} cores" : $"{Processor}, {Cores} cores, {Gpu}";

    /// <summary>This machine.</summary>
    public static MachineRecord Current() => new(
        RuntimeInformation.OSDescription,
        ProcessorModel(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.FrameworkDescription)
    {
        Gpu = GpuModels(Gpus),
    };

    /// <summary>The models of the cards that a driver lists, each in a folder with <c>information</c>.</summary>
    internal static string? GpuModels(string folder)
    {
        const string key = "Model:";
        var models = (Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
            .Select(card => Path.Combine(card, "information")).Where(File.Exists).SelectMany(File.ReadLines)
            .Where(line => line.StartsWith(key, StringComparison.Ordinal)).Select(line => line[key.Length..].Trim())
            .Distinct().Order(StringComparer.Ordinal).ToList();
        return models.Count == 0 ? null : string.Join(" + ", models);
    }

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
