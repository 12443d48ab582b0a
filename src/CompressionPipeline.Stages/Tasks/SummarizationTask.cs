using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.T5;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Metrics.Rouge;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Models that write a summary of a document.</summary>
internal sealed class SummarizationTask : ITask
{
    public IReadOnlyList<string> Labels(IReadOnlyList<(string Id, string Target)> targets, string key) => [];

    public void CopyTokenizer(string path, string outputFolder)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, T5Tokenizer.FileName) : path;
        T5Tokenizer.Open(file).Save(Path.Combine(outputFolder, T5Tokenizer.FileName));
    }

    public void Describe(DataSetFolder data, string folder, IProgressSink progress) =>
        SummaryData.Describe(data, folder, progress);

    public int OutputLength(int asked) => asked;

    public Tokens OpenTokens(Artifact source, DataSetInfo info, IModelConfig model) =>
        SummaryTokens.Of(source, info, Config(model));

    public void CompareTokenizers(string checkpoint, Artifact data, Tokens tokens, IProgressSink progress)
    {
        ((SummaryTokens)tokens).Tokenizer.RequireFilesOf(checkpoint);
        var (own, used) = (Path.Combine(checkpoint, T5Tokenizer.FileName), data.File(T5Tokenizer.FileName));
        // Behind it there may be a padding that it lacked.
        if (File.Exists(own) && !File.ReadAllBytes(used).AsSpan().StartsWith(File.ReadAllBytes(own)))
        {
            progress.Warn(
                $"{own} is not the tokenizer that the manifest names: the checkpoint's embeddings belong to other pieces.");
        }
    }

    public void WriteTokenizer(Artifact source, DataSetInfo info, IModelConfig model, string folder) =>
        HuggingFaceFiles.Write(folder, source.File(T5Tokenizer.FileName), info.MaxSourceLength, model.VocabSize);

    public void CompleteExport(string folder, DataSetInfo info) => SummarizationConfig.Write(folder, info);

    public ParityResult Compare(
        ITrainable torch, string export, DataSetFolder data, Tokens tokens, ExportOptions options, StageContext context)
    {
        using var onnx = Seq2SeqSession.Open(export, new() { Device = Device.Cpu, Threads = options.Threads });
        return new ParityCheck((T5Model)torch, onnx, (SummaryTokens)tokens).Run(data, options, context);
    }

    public Evaluation Evaluate(Artifact export, DataSetInfo info, Tokens tokens, IReadOnlyList<Example> examples, string split,
        EvaluateOptions options, StageContext context)
    {
        var decoding = new DecodeSettings
        {
            MaxNewTokens = options.MaxNewTokens > 0 ? options.MaxNewTokens : info.MaxTargetLength,
            Beams = options.Beams,
            LengthPenalty = options.LengthPenalty,
        };
        WarnOfOtherBeams(export.File(T5Checkpoint.GenerationConfigName), options.Beams, context.Progress);
        using var session = Seq2SeqSession.Open(
            export.Folder, new() { Device = Devices.ForInference(options.Device), Threads = options.Threads });
        var predictor = new Predictor(
            (SummaryTokens)tokens, sources => session.Generate(sources, decoding, context.Cancellation).Ids, options.BatchSize,
            decoding.MaxNewTokens);
        var predictions = predictor.Predict(examples, context);
        var rouge = new RougeScorer(stem: options.Stemmer, breaks: options.Sentences, tokenizer: options.Tokenizer);
        var scores = Scorer.Score(predictions, rouge, (info.Digest, split), Words(decoding), context.Cancellation);
        return new(predictions, scores with { Conditions = options.Conditions(session.Device) });
    }

    public double Score(
        string metric, ITrainable model, MaskTensors? masks, DataSetInfo info, Tokens tokens, IReadOnlyList<Example> examples,
        StageContext context)
    {
        var predictor = new Predictor(
            (SummaryTokens)tokens,
            sources => Models.T5.Generation.Greedy(
                (T5Model)model, sources, info.MaxTargetLength, masks: masks, cancellation: context.Cancellation),
            batchSize: 32, info.MaxTargetLength);
        List<(string Reference, string Text)> pairs = [.. predictor.Predict(examples, context)
            .Select(prediction => (prediction.Reference, prediction.Text))];
        if (TextMetrics.All.FirstOrDefault(one => one.Definition.Name == metric) is { } other)
            return TextMetrics.Score(other, pairs, context.Cancellation).Value;
        if (!RougeMeasure.Usual.Any(one => one.Name == metric))
            throw new PipelineException($"search: '{metric}' scores no summaries. Name loss, rouge2 or another ROUGE.");
        var measure = RougeMeasure.Usual.First(one => one.Name == metric);
        return new RougeScorer([measure]).Score(pairs, context.Cancellation).Mean(measure);
    }

    public IOnnxModel Open(string name, string folder, SessionSettings settings) =>
        new OnnxGenerator(name, Seq2SeqSession.Open(folder, settings));

    public ILoadedModel Open(string name, IModel model) => new TorchGenerator(name, (T5Model)model);

    private static T5Config Config(IModelConfig model) => model as T5Config ?? throw new PipelineException(
        "The data set has summaries, and the model is no T5: only a T5 writes texts. Let init name one.");

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

    private static string Words(DecodeSettings decoding) => string.Create(CultureInfo.InvariantCulture,
        $"{(decoding.Beams == 1 ? "greedy" : $"beams {decoding.Beams}, length penalty {decoding.LengthPenalty}")}, at most "
            + $"{decoding.MaxNewTokens} tokens");
}
