using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Stages.Export;
using CompressionPipeline.Stages.FineTune;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Gate;

/// <summary>Reads what other stages measured. It reads and counts files; it measures nothing and judges nothing.</summary>
internal sealed class GateInputs(StageContext context)
{
    private const string ScoresSuffix = ".evaluate";

    public GateResult Read(GateOptions options)
    {
        var data = context.Input(Roles.Data);
        var scores = ScoresOf(Roles.Baseline);
        var differences = new LargestDifferences(data, context.Input(Roles.Baseline + ScoresSuffix), options.Examples);
        var names = context.Inputs.Keys
            .Where(role => role.EndsWith(ScoresSuffix, StringComparison.Ordinal) && role != Roles.Baseline + ScoresSuffix)
            .Select(role => role[..^ScoresSuffix.Length]).ToList();
        return new GateResult(options.Model, Verdict.Invalid, Model(Roles.Baseline, scores),
            [.. names.Select(name => Variant(name, scores, differences))])
        {
            Ids = scores.Ids,
            DataSet = DataSetFolder.Open(data.Folder).Info,
            Origin = WeightsOrigin.Read(Export(Roles.Baseline).Folder),
            Search = SearchInput.Read(context, [.. names.Select(name => (name, Export(name)))], Export(Roles.Baseline)),
            Rules = options,
            Stages = Lineage.Times(context),
            Commands = [options.Command ?? $"./build.sh --model {options.Model}"],
        };
    }

    private Scores ScoresOf(string name)
    {
        var path = context.Input(name + ScoresSuffix).File(Scores.FileName);
        var scores = StageFiles.Read<Scores>(path);
        return scores.Metrics.CountBy(metric => metric.Name).FirstOrDefault(metric => metric.Value > 1) is { Key: { } twice }
            ? throw new InvalidFileException(path, $"the metric '{twice}' stands there twice", "Delete its folder and run again.")
            : scores;
    }

    private Artifact Export(string name) => context.Input(name + ".export");

    private ModelResult Variant(string name, Scores unpruned, LargestDifferences differences)
    {
        var (scores, export) = (ScoresOf(name), Export(name));
        var pruning = File.Exists(export.File(Pruning.FileName)) ? StageFiles.Read<Pruning>(export.File(Pruning.FileName)) : null;
        var mask = File.Exists(export.File(ModelMask.FileName)) ? ModelMask.Read(export.File(ModelMask.FileName)) : null;
        return Model(name, scores) with
        {
            Kept = pruning is null ? null : new(pruning.Encoder.Kept, pruning.Decoder.Kept),
            Widths = mask is null ? null : Widths(mask),
            Vocabulary = mask?.Vocabulary is { } ids ? new(ids.Count, ids.Of) : null,
            MaskTraining = pruning?.MaskTraining,
            ParametersOfFreeWidths = pruning?.ParametersOfFreeWidths,
            Benchmark = StageFiles.Read<Latencies>(context.Input(name + ".benchmark").File(Latencies.FileName)),
            Examples = differences.Of(unpruned, scores, context.Input(name + ScoresSuffix)),
        };
    }

    private ModelResult Model(string name, Scores scores)
    {
        var export = Export(name);
        var family = ModelFamilies.Of(export.Folder);
        var shape = family.ReadConfig(export.Folder);
        return new ModelResult(name)
        {
            ModelType = family.ModelType,
            EncoderLayers = shape.EncoderLayers,
            DecoderLayers = shape.DecoderLayers,
            Parameters = shape.ParameterCount,
            TrainingEnd = TrainingEndOf(export),
            Bytes = ModelFiles.GraphBytes(export.Folder),
            ScoredOn = new(scores.Data, scores.Split, scores.Signature, scores.Ids.Count,
                Digest.OfText(string.Join('\n', scores.Ids)).Hex) { SplitName = scores.SplitName },
            Scores = scores.Metrics.Where(metric => MetricCatalogue.Find(metric.Name) is { IsQuality: true })
                .ToDictionary(metric => metric.Name, metric => Score(metric, scores)),
            GeneratedLength = scores.Find(Scores.GeneratedLength)?.Value,
            EmptyTexts = WritesTexts(scores) ? scores.EmptyTexts : null,
            Parity = StageFiles.Read<ParityResult>(export.File(ExportStage.ParityFile)),
        };
    }

    private static TrainingEnd? TrainingEndOf(Artifact export)
    {
        var path = export.File(Training.FileName);
        return File.Exists(path) && StageFiles.Read<Training>(path) is { PlannedSteps: { } planned, KeptStep: { } kept } training
            && (training.Steps, kept) != (planned, planned)
                ? new(training.Steps, planned, kept)
                : null;
    }

    private static bool WritesTexts(Scores scores) =>
        MetricCatalogue.TaskOf(scores.Metrics.Select(metric => metric.Name)) == ModelTask.Summarization;

    private static ScoreResult Score(Metric metric, Scores scores) => new(metric.Value)
    {
        Precision = scores.Precision.TryGetValue(metric.Name, out var precision) ? precision : null,
        Recall = scores.Recall.TryGetValue(metric.Name, out var recall) ? recall : null,
        Samples = metric.Samples,
        Components = metric.Components,
    };

    private static KeptWidths? Widths(ModelMask mask)
    {
        var kept = new[] { mask.Encoder, mask.Decoder }.OfType<StackMask>().SelectMany(stack => stack.KeptLayers);
        return kept.All(layer => layer.IsWhole) ? null : new(Stack(mask.Encoder), Stack(mask.Decoder));

        static IReadOnlyList<LayerWidths> Stack(StackMask? stack) => stack is null ? [] : [.. stack.Layers.Select((layer, i) =>
        {
            var isKept = stack.Kept.ToList().Contains(i);
            KeptOf Of(KeptIndices part) => new(isKept ? part.Count : 0, part.Of);
            return new LayerWidths(Of(layer.Heads), Of(layer.Units), layer.CrossHeads is { } cross ? Of(cross) : null);
        })];
    }
}
