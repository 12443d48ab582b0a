using CompressionPipeline.Core;
using CompressionPipeline.Metrics.Statistics;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Evaluate;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.T5;

namespace CompressionPipeline.Stages.Gate;

/// <summary>Reads what other stages measured. It compares and counts files; it measures nothing.</summary>
internal sealed class GateInputs(StageContext context)
{
    private const long BootstrapSeed = 42;
    private const string ScoresSuffix = ".evaluate";

    private readonly Latencies latencies = StageFiles.Read<Latencies>(context.Input("benchmark").File(Latencies.FileName));

    public GateResult Read(GateOptions options)
    {
        var unpruned = Model(Latencies.Base, scoresOfBase: null);
        var scoresOfBase = ScoresOf(Latencies.Base);
        var variants = context.Inputs.Keys
            .Where(role => role.EndsWith(ScoresSuffix, StringComparison.Ordinal) && role != Latencies.Base + ScoresSuffix)
            .Select(role => Model(role[..^ScoresSuffix.Length], scoresOfBase));
        return new GateResult(options.Model, Verdict.Invalid, unpruned, [.. variants])
        {
            Data = scoresOfBase.Data,
            Conditions = Conditions(scoresOfBase),
            Stages = Lineage.Times(context),
            Command = options.Command ?? $"./build.sh --model {options.Model}",
        };
    }

    private Scores ScoresOf(string name) => StageFiles.Read<Scores>(context.Input(name + ScoresSuffix).File(Scores.FileName));

    private ModelResult Model(string name, Scores? scoresOfBase)
    {
        var export = context.Input(name + ".export");
        var scores = ScoresOf(name);
        var shape = T5Config.Read(export.Folder);
        return new ModelResult(name)
        {
            EncoderLayers = shape.NumLayers,
            DecoderLayers = shape.NumDecoderLayers,
            Kept = Kept(export),
            Parameters = shape.ParameterCount,
            Bytes = ModelFiles.GraphBytes(export.Folder),
            ScoredOn = new(scores.Split, scores.Signature, scores.Ids.Count),
            Rouge = Scores.RougeNames.Where(measure => scores.Find(measure) is not null)
                .ToDictionary(measure => measure, measure => Rouge(scores.Find(measure)!, Comparable(scores, scoresOfBase)?.Find(measure))),
            GeneratedLength = Finite(scores.Find(Scores.GeneratedLength)?.Value),
            Latency = [.. latencies.Cells.Where(cell => cell.Model == name && cell.Phase == Phase.Total).Select(Latency)],
        };
    }

    private static KeptLayers? Kept(Artifact export) =>
        File.Exists(export.File(Pruning.FileName)) && StageFiles.Read<Pruning>(export.File(Pruning.FileName)) is { } pruning
            ? new(pruning.Encoder.Kept, pruning.Decoder.Kept)
            : null;

    private static Scores? Comparable(Scores scores, Scores? scoresOfBase) =>
        scoresOfBase is not null && scoresOfBase.Ids.SequenceEqual(scores.Ids) ? scoresOfBase : null;

    private static RougeResult Rouge(Metric score, Metric? unpruned)
    {
        var value = Finite(score.Value);
        if (unpruned is null || value is null || Finite(unpruned.Value) is not { } reference)
            return new(value);
        // Drawn from the examples of both at once: the same texts are hard for both models.
        var drop = unpruned.Samples.Count == score.Samples.Count && score.Samples.Concat(unpruned.Samples).All(double.IsFinite) && score.Samples.Count > 0
            ? Bootstrap.Difference(score.Samples, unpruned.Samples, BootstrapSeed)
            : (Interval?)null;
        return new(value) { Drop = reference - value, DropLower = drop?.Low, DropUpper = drop?.High };
    }

    private LatencyResult Latency(LatencyCell cell)
    {
        var result = new LatencyResult(cell.BatchSize, Finite(cell.Median), Finite(cell.P95));
        if (cell.Model == Latencies.Base)
            return result;
        var unpruned = latencies.Find(Latencies.Base, cell.BatchSize, Phase.Total);
        var speedup = latencies.FindSpeedup(cell.Model, cell.BatchSize, Phase.Total);
        return result with
        {
            BaseMedian = Finite(unpruned?.Median),
            BaseP95 = Finite(unpruned?.P95),
            Speedup = Finite(speedup?.Value),
            SpeedupLower = Finite(speedup?.Lower),
            SpeedupUpper = Finite(speedup?.Upper),
        };
    }

    private Dictionary<string, string> Conditions(Scores scores)
    {
        var conditions = new Dictionary<string, string>
        {
            ["data"] = $"{scores.Data}, {scores.Ids.Count} test examples",
            ["scores"] = scores.Signature,
            ["timing"] = $"{latencies.SourceLength} source tokens, {latencies.OutputLength} generated tokens, models interleaved in one process",
            ["device"] = $"{latencies.Environment.Device}, {latencies.Environment.Threads} threads",
            ["processor"] = $"{latencies.Environment.Processor}, {latencies.Environment.Cores} cores",
            ["load average"] = $"{Words.Fixed(latencies.Environment.LoadBefore)} before, {Words.Fixed(latencies.Environment.LoadAfter)} after",
        };
        foreach (var (library, version) in latencies.Environment.Libraries)
            conditions[library] = version;
        return conditions;
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
