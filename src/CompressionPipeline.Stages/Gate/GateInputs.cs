using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models;
using CompressionPipeline.Stages.Export;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>Reads what other stages measured. It reads and counts files; it measures nothing and judges nothing.</summary>
internal sealed class GateInputs(StageContext context)
{
    private const string ScoresSuffix = ".evaluate";

    public GateResult Read(GateOptions options)
    {
        var data = context.Input("data");
        var scores = ScoresOf(Latencies.Base);
        var differences = new LargestDifferences(data, context.Input(Latencies.Base + ScoresSuffix), options.Examples);
        var variants = context.Inputs.Keys
            .Where(role => role.EndsWith(ScoresSuffix, StringComparison.Ordinal) && role != Latencies.Base + ScoresSuffix)
            .Select(role => Variant(role[..^ScoresSuffix.Length], scores, differences));
        return new GateResult(options.Model, Verdict.Invalid, Model(Latencies.Base, scores), [.. variants])
        {
            Ids = scores.Ids,
            DataSet = DataSetFolder.Open(data.Folder).Info,
            Rules = options,
            Stages = Lineage.Times(context),
            Commands = [options.Command ?? $"./build.sh --model {options.Model}"],
        };
    }

    private Scores ScoresOf(string name) => StageFiles.Read<Scores>(context.Input(name + ScoresSuffix).File(Scores.FileName));

    private ModelResult Variant(string name, Scores unpruned, LargestDifferences differences)
    {
        var scores = ScoresOf(name);
        var export = context.Input(name + ".export");
        return Model(name, scores) with
        {
            Kept = Kept(export),
            Benchmark = StageFiles.Read<Latencies>(context.Input(name + ".benchmark").File(Latencies.FileName)),
            Examples = differences.Of(unpruned, scores, context.Input(name + ScoresSuffix)),
        };
    }

    private ModelResult Model(string name, Scores scores)
    {
        var export = context.Input(name + ".export");
        var shape = ModelFamilies.Of(export.Folder).ReadConfig(export.Folder);
        return new ModelResult(name)
        {
            EncoderLayers = shape.EncoderLayers,
            DecoderLayers = shape.DecoderLayers,
            Parameters = shape.ParameterCount,
            Bytes = ModelFiles.GraphBytes(export.Folder),
            ScoredOn = new(scores.Data, scores.Split, scores.Signature, scores.Ids.Count, Digest.OfText(string.Join('\n', scores.Ids)).Hex),
            Rouge = Scores.RougeNames.Select(scores.Find).OfType<Metric>().ToDictionary(score => score.Name, score => new RougeResult(score.Value)
            {
                Precision = scores.Precision.TryGetValue(score.Name, out var precision) ? precision : null,
                Recall = scores.Recall.TryGetValue(score.Name, out var recall) ? recall : null,
                Samples = score.Samples,
            }),
            GeneratedLength = scores.Find(Scores.GeneratedLength)?.Value,
            EmptyTexts = scores.EmptyTexts,
            Parity = StageFiles.Read<ParityResult>(export.File(ExportStage.ParityFile)),
        };
    }

    private static KeptLayers? Kept(Artifact export) =>
        File.Exists(export.File(Pruning.FileName)) && StageFiles.Read<Pruning>(export.File(Pruning.FileName)) is { } pruning
            ? new(pruning.Encoder.Kept, pruning.Decoder.Kept)
            : null;
}
