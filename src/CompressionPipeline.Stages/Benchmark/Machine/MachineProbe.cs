using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>What can disturb a timing: the processor, the load and the graphics card, at one moment.</summary>
internal sealed class MachineProbe(MachineReaders machine)
{
    private readonly ProcessorProbe processor = new(machine.File);
    private readonly GpuProbe gpu = new(machine.NvidiaSmi);
    private readonly GpuProcesses processes = new(machine);

    public string ProcessorName() => processor.Name();

    /// <summary>
    /// The machine while <paramref name="work"/> runs over and over: a card without work lowers its clock within moments.
    /// </summary>
    public MachineSnapshot Read(bool onGpu, Action work)
    {
        var reading = Task.Run(() => Read(onGpu));
        do
            work();
        while (!reading.IsCompleted);
        return reading.GetAwaiter().GetResult();
    }

    private MachineSnapshot Read(bool onGpu)
    {
        var card = onGpu ? gpu.Read() : null;
        return new(card?.Model, ProcessorTimes.Read(machine), new MachineState
        {
            LoadAverage = LoadAverage(),
            Megahertz = processor.Megahertz(),
            Throttles = processor.Throttles(),
            GpuMegahertz = card?.Megahertz,
            GpuCelsius = card?.Celsius,
            GpuThrottleReasons = card?.ThrottleReasons ?? [],
            ForeignGpuProcesses = onGpu ? [.. processes.Foreign().Select(process => process.ToString())] : [],
        });
    }

    private double? LoadAverage() => MachineReaders.Number(machine.File("/proc/loadavg")?.Split(' ')[0]);
}

/// <summary>The machine at one moment.</summary>
internal sealed record MachineSnapshot(GpuModel? Gpu, ProcessorTimes? Times, MachineState State);
