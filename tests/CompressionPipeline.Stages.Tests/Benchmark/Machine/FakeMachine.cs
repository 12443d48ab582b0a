using CompressionPipeline.Stages.Benchmark.Machine;

namespace CompressionPipeline.Stages.Tests.Benchmark.Machine;

/// <summary>A machine that answers what a test says; what it does not say is not there.</summary>
internal sealed class FakeMachine
{
    public const int ProcessId = 4711;

    /// <summary>Texts of the system's files by path.</summary>
    public Dictionary<string, string> Files { get; } = [];

    /// <summary>What <c>nvidia-smi</c> prints, by what the query begins with.</summary>
    public Dictionary<string, string> NvidiaSmi { get; } = [];

    public TimeSpan OwnTime { get; set; }

    public MachineReaders Readers => new()
    {
        File = Files.GetValueOrDefault,
        NvidiaSmi = arguments => NvidiaSmi.Where(answer => arguments[0].StartsWith(answer.Key, StringComparison.Ordinal))
            .Select(answer => answer.Value).FirstOrDefault(),
        OwnTime = () => OwnTime,
        ResetPeak = () => Files.ContainsKey("/proc/self/status"),
        ProcessId = ProcessId,
        ProcessName = "Build",
    };
}
