using System.Globalization;
using CompressionPipeline.Core;
using CompressionPipeline.Data;
using CompressionPipeline.Inference;
using CompressionPipeline.Inference.Tokenization;
using CompressionPipeline.Models;
using CompressionPipeline.Models.Bert;
using CompressionPipeline.Models.Bert.Graph;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Training;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Tasks;

/// <summary>Models that tell the label of a text or of a pair of texts, or a value.</summary>
internal sealed class ClassificationTask(bool isRegression) : ITask
{
    private static readonly HashSet<string> TokenizerFiles =
        [.. ModelFamilies.All.OfType<BertFamily>().SelectMany(family => family.TokenizerFiles)];

    public IReadOnlyList<string> Labels(IReadOnlyList<(string Id, string Target)> targets, string key)
    {
        if (isRegression)
        {
            var wrong = targets.FirstOrDefault(example =>
                !float.TryParse(example.Target, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || !float.IsFinite(value));
            return wrong == default ? [key] : throw new PipelineException(
                $"The example '{wrong.Id}' has '{wrong.Target}' under '{key}', which is no number. Fix it, or say task: "
                + "classification.");
        }
        List<string> labels = [.. targets.Select(example => example.Target).Distinct(StringComparer.Ordinal)];
        if (labels.Count < 2)
        {
            throw new PipelineException(
                $"All examples have '{labels[0]}' under '{key}': there is nothing to tell apart. Name another label-key.");
        }
        return labels.TrueForAll(label => int.TryParse(label, CultureInfo.InvariantCulture, out _))
            ? [.. labels.OrderBy(label => int.Parse(label, CultureInfo.InvariantCulture))]
            : [.. labels.Order(StringComparer.Ordinal)];
    }

    public void CopyTokenizer(string path, string outputFolder)
    {
        if (!Directory.Exists(path))
        {
            throw new PipelineException(
                $"{path} is no folder. For classification, let tokenizer name a folder with vocab.txt, or with vocab.json and "
                + "merges.txt.");
        }
        PairTokenizer.Copy(path, outputFolder, TokenizerFiles);
    }

    public void Describe(DataSetFolder data, string folder, IProgressSink progress) =>
        LabelData.Describe(data, folder, isRegression, progress);

    public Tokens OpenTokens(Artifact source, DataSetInfo info, IModelConfig model) =>
        LabelTokens.Of(source, info, Config(model));

    // The data's tokenizer is the checkpoint's own, or what the manifest names instead of it.
    public void CompareTokenizers(string checkpoint, Artifact data, Tokens tokens, IProgressSink progress)
    {
        foreach (var name in new[] { "vocab.txt", "vocab.json" })
        {
            var (own, used) = (Path.Combine(checkpoint, name), data.File(name));
            if (File.Exists(own) && (!File.Exists(used) || Digest.OfFile(own) != Digest.OfFile(used)))
            {
                progress.Warn(
                    $"{own} is not the tokenizer that the manifest names: the checkpoint's embeddings belong to other pieces.");
            }
        }
    }

    public void WriteTokenizer(Artifact source, DataSetInfo info, IModelConfig model, string folder) =>
        CopyTokenizer(source.Folder, folder);

    // A classifier reads as much of a text as the one that was judged.
    public void CompleteExport(string folder, DataSetInfo info) => JsonObjectFile.Change(
        Path.Combine(folder, HuggingFaceFiles.ConfigFile), "Run the export again.",
        config => config["model_max_length"] = info.MaxSourceLength);

    public ParityResult Compare(
        ITrainable torch, string export, DataSetFolder data, Tokens tokens, ExportOptions options, StageContext context)
    {
        using var onnx = ClassifierSession.Open(export, new() { Device = Device.Cpu, Threads = options.Threads });
        return new LabelParity((BertModel)torch, onnx, (LabelTokens)tokens).Run(data, options, context);
    }

    public Evaluation Evaluate(
        Artifact export, DataSetInfo info, Tokens tokens, IReadOnlyList<Example> examples, string split, EvaluateOptions options,
        StageContext context)
    {
        using var session = ClassifierSession.Open(
            export.Folder, new() { Device = Devices.ForInference(options.Device), Threads = options.Threads });
        var own = (LabelTokens)tokens;
        var logits = LabelScorer.Logits(
            examples, own, texts => session.Logits(texts, own.PadId), options.BatchSize, context);
        var evaluation = new LabelScorer(info, own).Score(examples, logits, split);
        return evaluation with { Scores = evaluation.Scores with { Conditions = options.Conditions(session.Device) } };
    }

    public double Score(
        string metric, ITrainable model, MaskTensors? masks, DataSetInfo info, Tokens tokens, IReadOnlyList<Example> examples,
        StageContext context)
    {
        var own = (LabelTokens)tokens;
        var logits = LabelScorer.Logits(
            examples, own, texts => TorchLogits.Of((BertModel)model, texts, masks), batchSize: 32, context);
        var scored = new LabelScorer(info, own).Metrics(examples, logits);
        return scored.FirstOrDefault(one => one.Name == metric)?.Value ?? throw new PipelineException(
            $"search: '{metric}' is no metric of this data; there are {string.Join(", ", scored.Select(one => one.Name))}.");
    }

    public int OutputLength(int asked) => 0;

    public IOnnxModel Open(string name, string folder, SessionSettings settings) =>
        new OnnxClassifier(name, ClassifierSession.Open(folder, settings));

    public ILoadedModel Open(string name, IModel model) => new TorchClassifier(name, (BertModel)model);

    private static BertConfig Config(IModelConfig model) => model as BertConfig ?? throw new PipelineException(
        "The data set has labels or values, and the model is no BERT or RoBERTa. Let init name one, or let the data section say "
        + "task: summarization.");
}
