using CompressionPipeline.Core;

namespace CompressionPipeline.Models.T5;

internal static class T5ConfigCheck
{
    /// <summary>Gives the configuration back, or lists every impossible value of it.</summary>
    public static T5Config Whole(T5Config config, string path)
    {
        var errors = Errors(config).ToList();
        return errors.Count == 0
            ? config
            : throw new PipelineException($"{path}: {string.Join("; ", errors)}. Take the file that belongs to the checkpoint.");
    }

    private static IEnumerable<string> Errors(T5Config config)
    {
        (string Key, int Value, int Least)[] sizes =
        [
            ("vocab_size", config.VocabSize, 3), ("d_model", config.DModel, 1), ("d_kv", config.DKv, 1), ("d_ff", config.DFf, 1),
            ("num_heads", config.NumHeads, 1), ("num_layers", config.NumLayers, 1), ("num_decoder_layers", config.NumDecoderLayers, 1),
            ("relative_attention_num_buckets", config.RelativeAttentionNumBuckets, 4),
        ];
        foreach (var (key, value, least) in sizes)
        {
            if (value < least || value > 1 << 24)
                yield return $"key '{key}' is {value}, which is not from {least} to {1 << 24}";
        }
        if (config.RelativeAttentionNumBuckets % 2 != 0)
            yield return $"key 'relative_attention_num_buckets' is {config.RelativeAttentionNumBuckets}, which is not even";
        if (config.RelativeAttentionMaxDistance <= config.RelativeAttentionNumBuckets / 2)
            yield return $"key 'relative_attention_max_distance' is {config.RelativeAttentionMaxDistance}, which is not above half of relative_attention_num_buckets";
        if (config.DropoutRate is not (>= 0 and < 1))
            yield return $"key 'dropout_rate' is {config.DropoutRate}, which is not in [0, 1)";
        if (config.LayerNormEpsilon is not (> 0 and < 1))
            yield return $"key 'layer_norm_epsilon' is {config.LayerNormEpsilon}, which is not in (0, 1)";
        if (config.InitializerFactor is not (> 0 and < 1000))
            yield return $"key 'initializer_factor' is {config.InitializerFactor}, which is not in (0, 1000)";
        if (config.FeedForwardProj is not (T5Config.Relu or T5Config.GatedGelu))
            yield return $"key 'feed_forward_proj' is '{config.FeedForwardProj}', which is neither '{T5Config.Relu}' nor '{T5Config.GatedGelu}'";
        foreach (var (key, id) in new[] { ("pad_token_id", config.PadTokenId), ("eos_token_id", config.EosTokenId), ("decoder_start_token_id", config.DecoderStartTokenId) })
        {
            if (id < 0 || id >= config.VocabSize)
                yield return $"key '{key}' is {id}, which is no row of a vocabulary of {config.VocabSize}";
        }
    }
}
