using System.Text.Encodings.Web;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Models;
using CompressionPipeline.Stages.Tasks;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Evaluate;

/// <summary>Runs the exported model on the test split and scores the answers.</summary>
internal sealed class EvaluateStage : Stage<EvaluateOptions>
{
    private static readonly JsonSerializerOptions Line = new(OptionsJson.Settings)
    {
        WriteIndented = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public override string Name => "evaluate";

    public override int Version => 4;

    public override StageKind Kind => StageKind.Measurement;

    public override IReadOnlyList<string> Inputs => [Roles.Model, Roles.Data];

    public override IReadOnlyList<string> Libraries =>
        [Stages.Libraries.OnnxRuntime, Stages.Libraries.Tokenizers, .. TextMetrics.All.Select(metric => metric.Signature)];

    protected override IReadOnlyList<Metric> Run(StageContext context, EvaluateOptions options)
    {
        var (export, data) = (context.Input(Roles.Model), context.Input(Roles.Data));
        var set = DataSetFolder.Open(data.Folder);
        var task = TaskCatalog.Of(set.Info);
        var tokens = task.OpenTokens(export, set.Info, ModelFamilies.Of(export.Folder).ReadConfig(export.Folder));
        var examples = Examples(set, options, data);
        var (predictions, scores) =
            task.Evaluate(export, set.Info, tokens, examples, SplitDigest(examples), options, context);
        var split = options.Split == ScoredSplit.Test ? null : OptionsJson.NameOf(options.Split);
        StageFiles.Write(context.Output(Scores.FileName), scores with { SplitName = split });
        AtomicFile.WriteText(
            context.Output("predictions.jsonl"),
            string.Concat(predictions.Select(prediction => JsonSerializer.Serialize(prediction, Line) + "\n")));
        return scores.Metrics;
    }

    private static IReadOnlyList<Example> Examples(DataSetFolder set, EvaluateOptions options, Artifact data)
    {
        var split = options.Split == ScoredSplit.Test ? set.Test() : set.Validation();
        var examples = split.FirstById(options.Limit);
        return examples.Count > 0
            ? examples
            : throw new PipelineException(
                $"{data.File($"{OptionsJson.NameOf(options.Split)}.jsonl")} has no example: there is nothing to score. "
                + "Take a larger data set.");
    }

    internal static string SplitDigest(IEnumerable<Example> examples) =>
        Digest.OfText(string.Concat(examples.Select(example => JsonSerializer.Serialize(example, Line) + "\n"))).Hex;
}
