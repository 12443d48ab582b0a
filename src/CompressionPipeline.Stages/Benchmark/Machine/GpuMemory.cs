namespace CompressionPipeline.Stages.Benchmark.Machine;

/// <summary>
/// Memory of the graphics card as its driver counts it. Both runtimes keep what they once took while a model is loaded, so that
/// what is in use after a generation is the most that was in use. libtorch keeps it even when the model is gone: the smaller
/// model goes first, and all are measured from what was in use before the first.
/// </summary>
internal sealed class GpuMemory : IMemoryMeter
{
    private readonly Func<long?> used;
    private readonly long? before;

    /// <summary>Begins. The runtime must have used the card once, for that takes memory of its own.</summary>
    public GpuMemory(MachineReaders machine)
    {
        var (processes, card) = (new GpuProcesses(machine), new GpuProbe(machine.NvidiaSmi));
        // In a container the driver may not know this process by its number; then the whole card has to do.
        used = processes.OwnBytes() is not null ? processes.OwnBytes : () => card.Read()?.UsedBytes;
        before = used();
    }

    public long? PeakOf(Func<IDisposable> load)
    {
        using (load())
            return used() - before is { } peak ? Math.Max(0, peak) : null;
    }
}
