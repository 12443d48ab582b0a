namespace CompressionPipeline.Verdicts.Results;

/// <summary>What times were measured on, so that others can judge them.</summary>
/// <param name="Processor">The processor's own name.</param>
/// <param name="Cores">Logical processors this process may use.</param>
/// <param name="Threads">Threads the runtime was given.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Libraries">Versions by name: onnxruntime, libtorch, dotnet.</param>
public sealed record BenchmarkEnvironment(
    string Processor, int Cores, int Threads, string Device, string OperatingSystem, IReadOnlyDictionary<string,
        string> Libraries)
{
    /// <summary>The graphics card; null on <c>cpu</c>.</summary>
    public GpuModel? Gpu { get; init; }

    /// <summary>The machine just before the first sample.</summary>
    public MachineState Before { get; init; } = new();

    /// <summary>The machine just after the last sample.</summary>
    public MachineState After { get; init; } = new();

    /// <summary>Share of all processor time meanwhile that other processes took, 0 to 1; null where the system tells
    /// none.</summary>
    public double? ForeignLoad { get; init; }

    /// <summary>Share of all processor time meanwhile that the hypervisor gave to others, 0 to 1; null where the system tells
    /// none.</summary>
    public double? StolenTime { get; init; }
}

/// <summary>A graphics card as its driver names it.</summary>
/// <param name="Name">For example <c>NVIDIA H100 80GB HBM3</c>.</param>
/// <param name="Driver">Version of the driver.</param>
/// <param name="MemoryBytes">Memory of the card; 0 where the driver does not tell.</param>
/// <param name="MaxMegahertz">Highest clock of the streaming multiprocessors; null where the driver does not tell.</param>
public sealed record GpuModel(string Name, string Driver, long MemoryBytes, double? MaxMegahertz);

/// <summary>What can disturb a timing, at one moment. What the system does not tell is null.</summary>
public sealed record MachineState
{
    /// <summary>Load average over a minute.</summary>
    public double? LoadAverage { get; init; }

    /// <summary>Mean clock of the processor's cores.</summary>
    public double? Megahertz { get; init; }

    /// <summary>How often cores were throttled for heat since the machine started.</summary>
    public long? Throttles { get; init; }

    /// <summary>Clock of the graphics card's streaming multiprocessors.</summary>
    public double? GpuMegahertz { get; init; }

    /// <summary>Temperature of the graphics card, in °C.</summary>
    public double? GpuCelsius { get; init; }

    /// <summary>Why the graphics card is slowed down, in the driver's words; empty where it is not.</summary>
    public IReadOnlyList<string> GpuThrottleReasons { get; init; } = [];

    /// <summary>Processes of others on the graphics card, for example <c>1234 python (512 MiB)</c>.</summary>
    public IReadOnlyList<string> ForeignGpuProcesses { get; init; } = [];
}
