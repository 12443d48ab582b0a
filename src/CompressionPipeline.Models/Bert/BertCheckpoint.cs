using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;
using CompressionPipeline.Models.Families;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Bert;

/// <summary>
/// A BERT or RoBERTa as a folder in Hugging Face's layout: <c>config.json</c>, <c>model.safetensors</c> (or shards with their
/// index).
/// </summary>
public static class BertCheckpoint
{
    /// <summary>Reads a classifier.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="device">Where the weights go; the CPU if null.</param>
    /// <exception cref="PipelineException">A file is missing, cut off, the two do not fit each other, or there is no classifier
    /// yet; names the file and the fix.</exception>
    public static BertModel Load(string folder, Device? device = null)
    {
        var files = BertFiles.Read(folder);
        return Filled(files, files.Config, device, (model, missing) =>
        {
            if (missing.Count > 0)
            {
                throw new InvalidFileException(
                    files.WeightsPath, $"it has no classifier: {string.Join(", ", missing.Order(StringComparer.Ordinal))}",
                    "Fine-tune the checkpoint first, or name one that was trained for its labels.");
            }
        });
    }

    /// <summary>
    /// Reads a model that is to be fine-tuned for some labels: where the checkpoint has no classifier, one with random weights.
    /// </summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="labels">The labels in the order of the logits; of a regression, the name of the value alone.</param>
    /// <param name="seed">Seed of what is missing.</param>
    /// <param name="remarks">Is called with a sentence about what is missing.</param>
    /// <param name="device">Where the weights go; the CPU if null.</param>
    /// <exception cref="PipelineException">A file is missing, cut off, the two do not fit each other, or the classifier is one
    /// for other labels; names the file and the fix.</exception>
    public static BertModel Start(
        string folder, IReadOnlyList<string> labels, long seed, ICollection<string> remarks, Device? device = null)
    {
        var files = BertFiles.Read(folder);
        RequireLabels(files, folder, labels, remarks);
        return Filled(files, files.Config with { Labels = labels, ProblemType = null }, device, (model, missing) =>
        {
            if (missing.Count == 0)
                return;
            BertWeights.Randomize(model, seed, missing);
            remarks.Add(
                $"{files.WeightsPath} does not have {string.Join(", ", missing.Order(StringComparer.Ordinal))}: they start from "
                + $"random weights of seed {seed}.");
        });
    }

    /// <summary>Writes a model, each file atomically.</summary>
    /// <exception cref="PipelineException">The disk is full or the folder cannot be written.</exception>
    public static void Save(BertModel model, string folder)
    {
        Directory.CreateDirectory(folder);
        ModuleWeights.Save(model, folder);
        model.Config.Write(folder);
    }

    /// <summary>What a checkpoint says that this program does not use, a sentence for each kind; for a person to read.</summary>
    /// <exception cref="PipelineException">A file is missing or is no strict JSON.</exception>
    public static IReadOnlyList<string> Remarks(string folder)
    {
        var path = Path.Combine(folder, BertConfig.FileName);
        var unknown = BertConfigKeys.Unknown(ConfigJson.Read(path));
        return [.. WeightFiles.Remarks(folder), .. ConfigJson.Remarks(path, unknown, BertConfig.Keys)];
    }

    private static BertModel Filled(
        BertFiles files, BertConfig config, Device? device, Action<BertModel, IReadOnlySet<string>> missingOfHead)
    {
        var model = new BertModel(config, device);
        try
        {
            var missing = files.MissingOfHead(model);
            missingOfHead(model, missing);
            ModuleWeights.Load(model, files.Tensors, files.WeightsPath, missing);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    // Labels without names of their own are whichever they are trained for.
    private static void RequireLabels(BertFiles files, string folder, IReadOnlyList<string> labels, ICollection<string> remarks)
    {
        var known = files.Config.Labels;
        var named = known.Index().Any(label => label.Item != $"LABEL_{label.Index}");
        var trained = files.Tensors.Keys.Any(name => name.StartsWith("classifier.", StringComparison.Ordinal));
        // What a regression calls its one value is whatever the data calls it.
        if (!trained || (known.Count == 1 && labels.Count == 1))
            return;
        // The hub's data sets have the numbers of labels, and its models their names.
        var areNumbers = labels.SequenceEqual(known.Select((_, id) => $"{id}"));
        if (named && areNumbers)
            remarks.Add($"The data's labels {Some(labels)} are taken for the classifier's {Some(known)}, in this order.");
        if (known.Count != labels.Count || (named && !areNumbers && !known.SequenceEqual(labels)))
        {
            throw new InvalidFileException(
                Path.Combine(folder, BertConfig.FileName),
                $"the classifier knows {known.Count} labels ({Some(known)}), the data has {labels.Count} ({Some(labels)})",
                $"Bring the data's labels into this order, or remove the tensors 'classifier.*' from {files.WeightsPath} to "
                + "train a new classifier.", key: "id2label");
        }
    }

    private static string Some(IReadOnlyList<string> labels) =>
        string.Join(", ", labels.Take(4)) + (labels.Count > 4 ? ", …" : "");
}
