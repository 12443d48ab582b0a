using System.Runtime.InteropServices;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models;
using CompressionPipeline.Stages.Benchmark.Machine;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>Times the unpruned model and one variant against each other in one process, on the same documents.</summary>
/// <param name="open">Opens a runtime; null opens those there are.</param>
/// <param name="machine">Asks the machine; null asks this one.</param>
internal sealed class BenchmarkStage(
    Func<TimedRuntime, StageContext, DeviceChoice, int, IModelRuntime>? open = null, MachineReaders? machine = null)
    : Stage<BenchmarkOptions>
{
    private const int MostDocuments = 256;

    private readonly MachineReaders machine = machine ?? new();

    public override string Name => "benchmark";

    public override int Version => 7;

    public override StageKind Kind => StageKind.Comparison;

    public override IReadOnlyList<string> Inputs =>
        [Roles.Baseline, Roles.Variant, Roles.BaselineCheckpoint, Roles.VariantCheckpoint, Roles.Data];

    public override bool RunsAlone => true;

    public override bool KeyHoldsMachine => true;

    public override IReadOnlyList<string> Libraries => [Stages.Libraries.Torch, Stages.Libraries.OnnxRuntime];

    protected override IReadOnlyList<Metric> Run(StageContext context, BenchmarkOptions options)
    {
        var data = context.Input(Roles.Data);
        var set = DataSetFolder.Open(data.Folder);
        var task = TaskCatalog.Of(set.Info);
        options = options with { OutputLength = task.OutputLength(options.OutputLength) };
        var documents = Documents(set, data);
        var sources = new[] { Roles.Baseline, Roles.Variant }
            .ToDictionary(name => name, name => Sources(context, task, name, set.Info, documents, options.SourceLength));
        var timing = new InterleavedTiming(
            new TimingPlan(options.WarmUps, options.Iterations, TimeSpan.FromSeconds(options.Seconds)).Share(options.Loads),
            name => sources[name], options.OutputLength, context.Time, context.Progress);

        var (models, cells, libraries) = (new List<TimedModel>(), new List<LatencyCell>(), new Dictionary<string, string>());
        var (device, threads, before, after) = (options.Device, 0, (MachineSnapshot?)null, (MachineSnapshot?)null);
        foreach (var kind in options.Runtimes.Distinct())
        {
            using var runtime = open is null
                ? Open(task, kind, context, device, options.Threads)
                : open(kind, context, device, options.Threads);
            var run = new RuntimeTiming(runtime, options, name => sources[name], timing, machine, context.Cancellation);
            models.AddRange(run.Models());
            var timed = run.Time();
            cells.AddRange(timed.Cells);
            (before, after) = (before ?? timed.Before, timed.After);
            // What the first runtime makes of auto holds for all.
            (device, threads, libraries[runtime.Version.Library]) = (runtime.Device, runtime.Threads, runtime.Version.Version);
        }

        libraries["dotnet"] = Environment.Version.ToString();
        var latencies = new Latencies(models, cells)
        {
            WarmUps = options.WarmUps,
            Data = set.Info.Digest,
            SourceLength = sources[Roles.Baseline].Length,
            OutputLength = options.OutputLength,
            Environment = new(
                new MachineProbe(machine).ProcessorName(), Environment.ProcessorCount, threads,
                OptionsJson.NameOf(device), RuntimeInformation.OSDescription, libraries)
            {
                Gpu = before!.Gpu,
                Before = before.State,
                After = after!.State,
                ForeignLoad = before.Times is { } earlier ? after.Times?.ForeignSince(earlier) : null,
                StolenTime = before.Times is { } then ? after.Times?.StolenSince(then) : null,
            },
        };
        latencies = latencies with { Noise = Noise.Of(latencies) };
        foreach (var sentence in latencies.Noise)
            context.Progress.Warn(sentence);
        StageFiles.Write(context.Output(Latencies.FileName), latencies);
        return [.. Metrics(latencies)];
    }

    private static IModelRuntime Open(
        ITask task, TimedRuntime kind, StageContext context, DeviceChoice device, int threads) => kind switch
        {
            TimedRuntime.Torch => new TorchModels(task, context, device, threads),
            _ => new OnnxModels(task, context, device, threads),
        };

    private static IReadOnlyList<Example> Documents(DataSetFolder set, Artifact data)
    {
        var examples = set.Test().FirstById(MostDocuments);
        return examples.Count > 0
            ? examples
            : throw new PipelineException(
                $"{data.File("test.jsonl")} has no example: there is nothing to time. Take a larger data set.");
    }

    // Each model has its own ids for the same documents, for pruning may take pieces of the tokenizer away.
    private static PinnedSources Sources(
        StageContext context, ITask task, string name, DataSetInfo info, IReadOnlyList<Example> documents, int length)
    {
        var export = context.Input(name);
        var tokens = task.OpenTokens(export, info, ModelFamilies.Of(export.Folder).ReadConfig(export.Folder));
        return PinnedSources.Of(documents, tokens, length, context);
    }

    private static IEnumerable<Metric> Metrics(Latencies latencies) =>
        from cell in latencies.Cells
        let phase = OptionsJson.NameOf(cell.Phase)
        let name = $"{cell.Model}.latency.{cell.Runtime}.batch{cell.BatchSize}.{phase}"
        select new Metric(name, "ms", Direction.LowerIsBetter, cell.Summary!.P50) { Samples = cell.Samples };
}
