using CompressionPipeline.Metrics.Statistics;
using CompressionPipeline.Stages.Benchmark.Machine;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>What one runtime takes part in: the memory of each model alone, then times in turns.</summary>
internal sealed class RuntimeTiming(
    IModelRuntime runtime, BenchmarkOptions options, PinnedSources sources, InterleavedTiming timing, MachineReaders machine, CancellationToken cancellation)
{
    private static readonly string[] Names = [Latencies.Base, Latencies.Candidate];

    private readonly int largestBatch = options.BatchSizes.Max();

    /// <summary>Memory of each model while no other is loaded.</summary>
    public IReadOnlyList<TimedModel> Models()
    {
        // The first model also brings in the library and what it needs once.
        Opened(Latencies.Candidate).Dispose();
        IMemoryMeter meter = runtime.Device == DeviceChoice.Cuda ? new GpuMemory(machine) : new ProcessMemory(machine);
        // The smaller model first, as GpuMemory wants it.
        var peaks = Names.Reverse().ToDictionary(name => name, name => meter.PeakOf(() => Opened(name)));
        return [.. Names.Select(name => new TimedModel(name, runtime.Name, runtime.Bytes(name), peaks[name]))];
    }

    /// <summary>Both models in turns; the machine is looked at just before the first sample and just after the last.</summary>
    public (MachineSnapshot Before, IReadOnlyList<LatencyCell> Cells, MachineSnapshot After) Time()
    {
        using var unpruned = Opened(Latencies.Base);
        using var candidate = Opened(Latencies.Candidate);
        var probe = new MachineProbe(machine);
        var before = probe.Read(runtime.Device == DeviceChoice.Cuda, () => Generate(unpruned));
        var cells = options.BatchSizes.Distinct().SelectMany(batchSize => Cells(batchSize, timing.Run([unpruned, candidate], batchSize, cancellation))).ToList();
        return (before, cells, probe.Read(runtime.Device == DeviceChoice.Cuda, () => Generate(unpruned)));
    }

    // What a runtime allocates it allocates with the first generation of the largest batch.
    private ILoadedModel Opened(string name)
    {
        cancellation.ThrowIfCancellationRequested();
        var model = runtime.Open(name);
        try
        {
            Generate(model);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private void Generate(ILoadedModel model) => model.Generate(sources.Batch(0, largestBatch), options.OutputLength, cancellation);

    private IEnumerable<LatencyCell> Cells(int batchSize, IReadOnlyList<IReadOnlyList<GenerationTimes>> samples) =>
        from model in Names.Zip(samples)
        from phase in Enum.GetValues<Phase>()
        let times = model.Second.Select(time => time.Of(phase)).ToArray()
        select new LatencyCell(model.First, runtime.Name, batchSize, phase, times) { Summary = LatencySummary.Of(times) };
}
