using CompressionPipeline.Core;
using CompressionPipeline.Models.Checkpoints;

namespace CompressionPipeline.Models.Bert;

/// <summary>
/// What a checkpoint's folder says, with each tensor under the name that a classifier's checkpoint gives it: encoders are also
/// saved without a prefix, with heads of pretraining, and with the names that TensorFlow has for a norm.
/// </summary>
/// <param name="Config">The shape.</param>
/// <param name="Tensors">The module's parameters by name, as far as the file has them.</param>
/// <param name="WeightsPath">The file that they are from.</param>
internal sealed record BertFiles(BertConfig Config, IReadOnlyDictionary<string, TensorData> Tensors, string WeightsPath)
{
    /// <exception cref="PipelineException">A file is missing, cut off, or contradicts itself or another.</exception>
    public static BertFiles Read(string folder)
    {
        var config = BertConfig.Read(folder);
        var (read, path) = WeightFiles.Read(folder);
        var tensors = new Dictionary<string, TensorData>(StringComparer.Ordinal);
        foreach (var (written, tensor) in read)
        {
            if (Name(written, config) is { } name && !tensors.TryAdd(name, tensor))
            {
                throw new InvalidFileException(
                    path, $"it has '{name}' under two names",
                    "Remove the one that the model was not trained with.", key: written);
            }
        }
        WeightFiles.RequireSize((config with { Labels = [] }).ParameterCount, tensors.Values, path);
        return new(config, tensors, path);
    }

    /// <summary>Parameters between the encoder and the logits that the file does not have.</summary>
    public IReadOnlySet<string> MissingOfHead(BertModel model) => model.named_parameters().Select(p => p.name)
        .Where(name => (name.StartsWith("classifier.", StringComparison.Ordinal) || name.Contains(".pooler."))
            && !Tensors.ContainsKey(name))
        .ToHashSet(StringComparer.Ordinal);

    // Null for what a classifier does not have.
    private static string? Name(string written, BertConfig config)
    {
        if (written.Split('.')[0] is "cls" or "lm_head" || written.EndsWith("embeddings.position_ids", StringComparison.Ordinal))
            return null;
        var named = written.Split('.')[0] is "embeddings" or "encoder" or "pooler" ? $"{config.ModelType}.{written}" : written;
        if (config.IsRoberta && named.StartsWith("roberta.pooler.", StringComparison.Ordinal))
            return null;
        return named.EndsWith("LayerNorm.gamma", StringComparison.Ordinal) ? $"{named[..^"gamma".Length]}weight"
            : named.EndsWith("LayerNorm.beta", StringComparison.Ordinal) ? $"{named[..^"beta".Length]}bias"
            : named;
    }
}
