using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark.Machine;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>Measures under one runtime: the memory of each model alone, then times in turns.</summary>
internal sealed class RuntimeTiming(
    IModelRuntime runtime, BenchmarkOptions options, Func<string, PinnedSources> sources, InterleavedTiming timing,
    MachineReaders machine, CancellationToken cancellation)
{
    private static readonly string[] Names = [Roles.Baseline, Latencies.Variant];

    private readonly int largestBatch = options.BatchSizes.Max();

    /// <summary>Memory of each model while no other is loaded.</summary>
    public IReadOnlyList<TimedModel> Models()
    {
        // Loading the first model also loads the library, which must not count as its memory.
        Opened(Latencies.Variant).Dispose();
        IMemoryMeter meter = runtime.Device == DeviceChoice.Cuda ? new GpuMemory(machine) : new ProcessMemory(machine);
        // The smaller model first, as GpuMemory wants it.
        var peaks = Names.Reverse().ToDictionary(name => name, name => meter.PeakOf(() => Opened(name)));
        return [.. Names.Select(name => new TimedModel(name, runtime.Name, runtime.Bytes(name), peaks[name]))];
    }

    /// <summary>
    /// Both models in turns, loaded anew again and again; the machine is looked at just before the first sample and just after
    /// the last.
    /// </summary>
    public (MachineSnapshot Before, IReadOnlyList<LatencyCell> Cells, MachineSnapshot After) Time()
    {
        var samples = new LoadedSamples(options.BatchSizes.Distinct().ToList(), Names.Length);
        var (before, after) = ((MachineSnapshot?)null, (MachineSnapshot?)null);
        for (var load = 0; load < options.Loads; load++)
        {
            // The model that is loaded first gets the better place in memory, so they take turns.
            using var first = Opened(Names[load % 2]);
            using var second = Opened(Names[1 - load % 2]);
            ILoadedModel[] models = load % 2 == 0 ? [first, second] : [second, first];
            before ??= Look(models[0]);
            foreach (var batchSize in samples.BatchSizes)
                samples.Add(batchSize, timing.Run(models, batchSize, cancellation));
            if (load == options.Loads - 1)
                after = Look(models[0]);
        }
        return (before!, [.. samples.BatchSizes.SelectMany(size => Cells(size, samples.Of(size), samples.Loads(size)))], after!);
    }

    private MachineSnapshot Look(ILoadedModel model) =>
        new MachineProbe(machine).Read(runtime.Device == DeviceChoice.Cuda, () => Generate(model));

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

    private void Generate(ILoadedModel model) =>
        model.Generate(sources(model.Name).Batch(0, largestBatch), options.OutputLength, cancellation);

    private IEnumerable<LatencyCell> Cells(
        int batchSize, IReadOnlyList<IReadOnlyList<GenerationTimes>> samples, IReadOnlyList<int> loads) =>
        from model in Names.Zip(samples)
        from phase in Enum.GetValues<Phase>()
        let times = model.Second.Select(time => time.Of(phase)).OfType<double>().ToArray()
        where times.Length == model.Second.Count
        select new LatencyCell(model.First, runtime.Name, batchSize, phase, times)
        {
            Loads = loads,
            Summary = LatencySummary.Of(times),
        };
}
