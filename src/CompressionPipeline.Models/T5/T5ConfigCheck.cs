using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.T5;

internal static class T5ConfigCheck
{
    /// <summary>What to do about a value that no T5 has.</summary>
    public const string Damaged = "Take the file that belongs to the checkpoint.";

    /// <summary>Gives the configuration back, or lists every value of it that cannot be.</summary>
    public static T5Config Whole(T5Config config, string path)
    {
        var impossible = Values(config).Concat(Layers(config)).ToList();
        ConfigJson.Refuse(path, impossible, Damaged);
        ConfigJson.Refuse(path, [.. Variants(config)], T5ConfigKeys.Supported);
        return config;
    }

    // What another T5 may well have, and this program does not compute.
    private static IEnumerable<(string Key, string Problem)> Variants(T5Config config)
    {
        if (config.RelativeAttentionNumBuckets is < 4 || config.RelativeAttentionNumBuckets % 2 != 0)
            yield return ("relative_attention_num_buckets", $"is {config.RelativeAttentionNumBuckets}");
        if (config.RelativeAttentionMaxDistance <= config.RelativeAttentionNumBuckets / 2)
            yield return ("relative_attention_max_distance", $"is {config.RelativeAttentionMaxDistance}");
        if (!T5Config.Activations.Contains(config.Activation))
            yield return ("feed_forward_proj", $"is '{config.FeedForwardProj}'");
    }

    private static IEnumerable<(string Key, string Problem)> Values(T5Config config)
    {
        // Far more than any T5 has, and little enough to be counted.
        var sizes = ConfigJson.Sizes(
            ("vocab_size", config.VocabSize, 3, 1 << 24), ("d_model", config.DModel, 1, 1 << 20),
            ("d_kv", config.DKv, 1, 1 << 16), ("d_ff", config.DFf, 1, 1 << 20), ("num_heads", config.NumHeads, 1, 4096),
            ("num_layers", config.NumLayers, 1, 1000), ("num_decoder_layers", config.NumDecoderLayers, 1, 1000),
            ("relative_attention_num_buckets", config.RelativeAttentionNumBuckets, 1, 1 << 16));
        foreach (var error in sizes)
            yield return error;
        if (config.DropoutRate is not (>= 0 and < 1))
            yield return ("dropout_rate", $"is {config.DropoutRate}, which is not in [0, 1)");
        if (config.LayerNormEpsilon is not (> 0 and < 1))
            yield return ("layer_norm_epsilon", $"is {config.LayerNormEpsilon}, which is not in (0, 1)");
        if (config.InitializerFactor is not (> 0 and < 1000))
            yield return ("initializer_factor", $"is {config.InitializerFactor}, which is not in (0, 1000)");
        (string Key, int Id)[] ids =
        [
            ("pad_token_id", config.PadTokenId), ("eos_token_id", config.EosTokenId),
            ("decoder_start_token_id", config.DecoderStartTokenId),
        ];
        foreach (var (key, id) in ids)
        {
            if (id < 0 || id >= config.VocabSize)
                yield return (key, $"is {id}, which is no row of a vocabulary of {config.VocabSize}");
        }
    }

    private static IEnumerable<(string Key, string Problem)> Layers(T5Config config)
    {
        (string Key, int? Given, int Layers)[] lists =
        [
            ("encoder_d_ff", config.EncoderDFf?.Count, config.NumLayers),
            ("decoder_d_ff", config.DecoderDFf?.Count, config.NumDecoderLayers),
            ("cross_heads", config.CrossHeads?.Count, config.NumDecoderLayers),
        ];
        foreach (var (key, given, layers) in lists.Where(list => list.Given is { } count && count != list.Layers))
            yield return (key, $"has {given} entries for {layers} layers");
        foreach (var (layer, heads) in config.KeptHeads ?? new Dictionary<string, IReadOnlyList<int>>())
        {
            if (!IsLayer(layer, config))
                yield return ("kept_heads", $"names '{layer}', which is no layer: encoder.0 is the first");
            if (heads is null || !Ascend(heads, config.NumHeads))
                yield return ("kept_heads", $"holds heads of {layer} that do not ascend from 0 to {config.NumHeads - 1}");
        }
        (string Key, IReadOnlyList<int>? Widths, int Most)[] numbers =
        [
            ("cross_heads", config.CrossHeads, config.NumHeads), ("encoder_d_ff", config.EncoderDFf, config.DFf),
            ("decoder_d_ff", config.DecoderDFf, config.DFf),
        ];
        foreach (var (key, widths, most) in numbers.Where(list => list.Widths?.All(w => w >= 0 && w <= list.Most) == false))
            yield return (key, $"is [{string.Join(", ", widths!)}], where a width is not from 0 to {most}");
    }

    private static bool IsLayer(string name, T5Config config) =>
        Enumerable.Range(0, config.NumLayers).Any(i => name == $"encoder.{i}")
        || Enumerable.Range(0, config.NumDecoderLayers).Any(i => name == $"decoder.{i}");

    private static bool Ascend(IReadOnlyList<int> numbers, int end) =>
        numbers.Prepend(-1).Zip(numbers.Append(end)).All(pair => pair.First < pair.Second);
}
