using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Reports;

/// <summary>A machine with a graphics card that was throttled and not alone.</summary>
internal static class SampleMachine
{
    public static BenchmarkEnvironment Environment { get; } = new(
        "AMD EPYC 9354 32-Core Processor", 16, 8, "cuda", "Debian GNU/Linux 12",
        new Dictionary<string, string> { ["onnxruntime"] = "1.29.0", ["libtorch"] = "2.9.1", ["dotnet"] = "10.0.0" })
    {
        Gpu = new("NVIDIA H100 80GB HBM3", "580.65.06", 85_520_809_984, 1980),
        Before = new() { LoadAverage = 0.42, Megahertz = 3250, Throttles = 0, GpuMegahertz = 1980, GpuCelsius = 41 },
        After = new()
        {
            LoadAverage = 1.9, Megahertz = 3190, Throttles = 2, GpuMegahertz = 1755, GpuCelsius = 68,
            GpuThrottleReasons = ["thermal slowdown"], ForeignGpuProcesses = ["1234 python (512 MiB)"],
        },
        ForeignLoad = 0.04,
        StolenTime = 0.002,
    };
}
