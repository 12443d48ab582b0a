using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Evaluate;
using CompressionPipeline.Stages.Export;
using CompressionPipeline.Stages.Prune;
using CompressionPipeline.Stages.Results;
using CompressionPipeline.T5;

namespace CompressionPipeline.Stages.Gate;

/// <summary>Reads what other stages measured. It reads and counts files; it measures nothing and judges nothing.</summary>
internal sealed class GateInputs(StageContext context)
{
    private const string ScoresSuffix = ".evaluate";

    public GateResult Read(GateOptions options)
    {
        var unpruned = Model(Latencies.Base);
        var variants = context.Inputs.Keys
            .Where(role => role.EndsWith(ScoresSuffix, StringComparison.Ordinal) && role != Latencies.Base + ScoresSuffix)
            .Select(role => Model(role[..^ScoresSuffix.Length]));
        return new GateResult(options.Model, Verdict.Invalid, unpruned, [.. variants])
        {
            Ids = ScoresOf(Latencies.Base).Ids,
            DataSet = DataSetFolder.Open(context.Input("data").Folder).Info,
            Rules = options,
            Stages = Lineage.Times(context),
            Commands = [options.Command ?? $"./build.sh --model {options.Model}"],
        };
    }

    private Scores ScoresOf(string name) => StageFiles.Read<Scores>(context.Input(name + ScoresSuffix).File(Scores.FileName));

    private ModelResult Model(string name)
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
            ScoredOn = new(scores.Data, scores.Split, scores.Signature, scores.Ids.Count, Digest.OfText(string.Join('\n', scores.Ids)).Hex),
            Rouge = Scores.RougeNames.Select(scores.Find).OfType<Metric>().ToDictionary(score => score.Name, score => new RougeResult(Finite(score.Value))
            {
                Precision = scores.Precision.TryGetValue(score.Name, out var precision) ? precision : null,
                Recall = scores.Recall.TryGetValue(score.Name, out var recall) ? recall : null,
                Samples = score.Samples,
            }),
            GeneratedLength = Finite(scores.Find(Scores.GeneratedLength)?.Value),
            EmptyTexts = scores.EmptyTexts,
            Parity = StageFiles.Read<ParityResult>(export.File(ExportStage.ParityFile)),
            Benchmark = name == Latencies.Base ? null : StageFiles.Read<Latencies>(context.Input(name + ".benchmark").File(Latencies.FileName)),
        };
    }

    private static KeptLayers? Kept(Artifact export) =>
        File.Exists(export.File(Pruning.FileName)) && StageFiles.Read<Pruning>(export.File(Pruning.FileName)) is { } pruning
            ? new(pruning.Encoder.Kept, pruning.Decoder.Kept)
            : null;

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
