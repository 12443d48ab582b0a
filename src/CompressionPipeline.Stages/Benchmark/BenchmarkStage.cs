using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Metrics.Statistics;
using CompressionPipeline.T5;

namespace CompressionPipeline.Stages.Benchmark;

/// <summary>Times the exported models against each other in one process, on the same documents.</summary>
internal sealed class BenchmarkStage : Stage<BenchmarkOptions>
{
    private const int MostDocuments = 256;

    public override string Name => "benchmark";

    public override int Version => 2;

    protected override IReadOnlyList<Metric> Run(StageContext context, BenchmarkOptions options)
    {
        var data = context.Input("data");
        var set = DataSetFolder.Open(data.Folder);
        var exports = Exports(context);
        var sourceLength = options.SourceLength > 0 ? options.SourceLength : set.Info.MaxSourceLength;
        var sources = Sources(context, data, set, exports[0].Artifact, sourceLength);

        using var loaded = LoadedModels.Open(exports, options, sources, context);
        var timing = new InterleavedTiming(
            new(options.WarmUps, options.Iterations, TimeSpan.FromSeconds(options.Seconds)),
            sources, options.OutputLength, context.Time, context.Progress);
        var before = new MachineState { LoadAverage = MachineProbe.LoadAverage() };
        var cells = options.BatchSizes.Distinct().SelectMany(batchSize =>
            Cells([.. loaded.Generators.Select(model => model.Name)], batchSize, timing.Run(loaded.Generators, batchSize, context.Cancellation))).ToList();

        var latencies = new Latencies(loaded.Models, cells)
        {
            WarmUps = options.WarmUps,
            Data = set.Info.Digest,
            SourceLength = sourceLength,
            OutputLength = options.OutputLength,
            Environment = loaded.Environment(options.Threads) with { Before = before, After = new MachineState { LoadAverage = MachineProbe.LoadAverage() } },
        };
        Remark(latencies, context.Progress);
        StageFiles.Write(context.Output(Latencies.FileName), latencies);
        return [.. Metrics(latencies)];
    }

    private static IReadOnlyList<(string Name, Artifact Artifact)> Exports(StageContext context) =>
    [
        (Latencies.Base, context.Input(Latencies.Base)),
        (Latencies.Candidate, context.Input(Latencies.Candidate)),
    ];

    private static PinnedSources Sources(StageContext context, Artifact data, DataSetFolder set, Artifact model, int length)
    {
        var tokens = Tokens.Of(data, set.Info, T5Config.Read(model.Folder));
        var examples = set.Test().OrderBy(example => example.Id, StringComparer.Ordinal).Take(MostDocuments).ToList();
        if (examples.Count == 0)
            throw new PipelineException($"{data.File("test.jsonl")} has no example: there is nothing to time. Take a larger data set.");
        return new(Tokens.Tokenize(examples, context, tokens.Source), length, tokens.Tokenizer.EosId);
    }

    private static IEnumerable<LatencyCell> Cells(IReadOnlyList<string> models, int batchSize, IReadOnlyList<IReadOnlyList<GenerationTimes>> samples) =>
        from model in models.Zip(samples)
        from phase in Enum.GetValues<Phase>()
        let times = model.Second.Select(time => time.Of(phase)).ToArray()
        select new LatencyCell(model.First, "onnxruntime", batchSize, phase, times) { Summary = LatencySummary.Of(times) };

    private static void Remark(Latencies latencies, IProgressSink progress)
    {
        foreach (var cell in latencies.Cells.Where(cell => cell.Phase == Phase.Total && cell.Summary!.CoefficientOfVariation > 0.1))
            progress.Warn(FormattableString.Invariant($"{cell.Model} at batch {cell.BatchSize} varied by {cell.Summary!.CoefficientOfVariation:P0}: the machine was busy with something else"));
    }

    private static IEnumerable<Metric> Metrics(Latencies latencies) => latencies.Cells.Select(cell => new Metric(
        $"{cell.Model}.latency.{cell.Runtime}.batch{cell.BatchSize}.{JsonNamingPolicy.KebabCaseLower.ConvertName(cell.Phase.ToString())}", "ms", Direction.LowerIsBetter, cell.Summary!.P50) { Samples = cell.Samples });
}
