using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Metrics.Rouge;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Evaluate;

/// <summary>Has the exported model summarize the test split, and scores it: what ships is what is scored.</summary>
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
        var (export, data) = (context.Input("model"), context.Input("data"));
        var set = DataSetFolder.Open(data.Folder);
        var tokens = Tokens.Of(data, set.Info, T5Config.Read(export.Folder));
        var examples = Examples(set, options.Limit, data);
        var decoding = new DecodeSettings
        {
            MaxNewTokens = options.MaxNewTokens > 0 ? options.MaxNewTokens : set.Info.MaxTargetLength,
            Beams = options.Beams,
            LengthPenalty = options.LengthPenalty,
        };

        WarnOfOtherBeams(export.File(T5Checkpoint.GenerationConfigName), options.Beams, context.Progress);
        using var session = Seq2SeqSession.Open(export.Folder,
            new() { Device = Devices.ForInference(options.Device), Threads = options.Threads });
        var predictor = new Predictor(
            tokens, sources =>
                session.Generate(sources, decoding, context.Cancellation).Ids, options.BatchSize, decoding.MaxNewTokens);
        var predictions = predictor.Predict(examples, context);

        var rouge = new RougeScorer(stem: options.Stemmer, breaks: options.Sentences, tokenizer: options.Tokenizer);
        var scores = Scorer.Score(predictions, rouge, (set.Info.Digest, SplitDigest(examples)), Decoding(decoding),
            context.Cancellation);
        StageFiles.Write(context.Output(Scores.FileName), scores with
        {
            Conditions = new Dictionary<string, string>
            {
                ["batch-size"] = options.BatchSize.ToString(CultureInfo.InvariantCulture),
                ["device"] = session.Device.ToString().ToLowerInvariant(),
            },
        });
        AtomicFile.WriteText(
            context.Output("predictions.jsonl"),
            string.Concat(predictions.Select(prediction => JsonSerializer.Serialize(prediction, Line) + "\n")));
        return scores.Metrics;
    }

    // A checkpoint's maker may have set a search, which stays in the export and which its users then get.
    private static void WarnOfOtherBeams(string path, int beams, IProgressSink progress)
    {
        if (File.Exists(path) && StrictJson.ReadObject(path, "Export the model again.")["num_beams"].Is<int>(out var own)
            && own != beams)
        {
            progress.Warn($"{path} has num_beams {own}, and what is scored is written with {beams}: "
                + $"set beams of evaluate to {own}, or remove num_beams from the checkpoint.");
        }
    }

    private static List<Example> Examples(DataSetFolder set, int limit, Artifact data)
    {
        var examples = set.Test().OrderBy(example => example.Id, StringComparer.Ordinal).Take(limit > 0 ? limit : int.MaxValue)
            .ToList();
        return examples.Count > 0
            ? examples
            : throw new PipelineException($"{data.File("test.jsonl")} has no example: there is nothing to score. Take a larger "
                + "data set.");
    }

    internal static string SplitDigest(IEnumerable<Example> examples) =>
        Digest.OfText(string.Concat(examples.Select(example => JsonSerializer.Serialize(example, Line) + "\n"))).Hex;

    private static string Decoding(DecodeSettings decoding) => string.Create(CultureInfo.InvariantCulture,
        $"{(decoding.Beams == 1 ? "greedy" : $"beams {decoding.Beams}, length penalty {decoding.LengthPenalty}")}, at most "
            + $"{decoding.MaxNewTokens} tokens");
}
