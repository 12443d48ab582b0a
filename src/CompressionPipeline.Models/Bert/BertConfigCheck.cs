using System.Text.Json.Nodes;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.Bert;

internal static class BertConfigCheck
{
    /// <summary>What to do about a value that no model has.</summary>
    public const string Damaged = "Take the file that belongs to the checkpoint.";

    /// <summary>Gives the configuration back, or lists every value of it that cannot be.</summary>
    public static BertConfig Whole(BertConfig config, JsonObject json, string path)
    {
        ConfigJson.Refuse(
            path, [.. Values(config), .. Fractions(config), .. Layers(config), .. BertLabels.Errors(json, config)], Damaged);
        ConfigJson.Refuse(path, [.. Variants(config)], BertConfigKeys.Supported);
        return config;
    }

    // What another model may well have, and this program does not compute.
    private static IEnumerable<(string Key, string Problem)> Variants(BertConfig config)
    {
        if (config.HiddenAct is not ("gelu" or "gelu_new" or "relu"))
            yield return ("hidden_act", $"is '{config.HiddenAct}'");
        if (config.ProblemType is not (null or BertLabels.Regression or BertLabels.SingleLabel))
            yield return ("problem_type", $"is '{config.ProblemType}'");
    }

    private static IEnumerable<(string Key, string Problem)> Values(BertConfig config)
    {
        // Far more than any encoder has, and little enough to be counted.
        var sizes = ConfigJson.Sizes(
            ("vocab_size", config.VocabSize, 3, 1 << 24), ("hidden_size", config.HiddenSize, 1, 1 << 20),
            ("num_hidden_layers", config.NumHiddenLayers, 1, 1000),
            ("num_attention_heads", config.NumAttentionHeads, 1, 4096),
            ("intermediate_size", config.IntermediateSize, 1, 1 << 20),
            ("max_position_embeddings", config.MaxPositionEmbeddings, 3, 1 << 24),
            ("type_vocab_size", config.TypeVocabSize, 1, 1 << 16));
        foreach (var error in sizes)
            yield return error;
        if (config.NumAttentionHeads > 0 && config.HiddenSize % config.NumAttentionHeads != 0)
            yield return ("hidden_size", $"is {config.HiddenSize}, which is no multiple of {config.NumAttentionHeads} heads");
        if (config.PadTokenId < 0 || config.PadTokenId >= config.VocabSize)
            yield return ("pad_token_id", $"is {config.PadTokenId}, which is no row of a vocabulary of {config.VocabSize}");
        else if (config.MaxLength < 2)
            yield return ("max_position_embeddings", $"is {config.MaxPositionEmbeddings}, which leaves no room behind the pad");
    }

    private static IEnumerable<(string Key, string Problem)> Fractions(BertConfig config)
    {
        (string Key, double? Value)[] dropouts =
        [
            ("hidden_dropout_prob", config.HiddenDropoutProb),
            ("attention_probs_dropout_prob", config.AttentionProbsDropoutProb), ("classifier_dropout", config.ClassifierDropout),
        ];
        foreach (var (key, value) in dropouts.Where(dropout => dropout.Value is not (null or (>= 0 and < 1))))
            yield return (key, $"is {value}, which is not in [0, 1)");
        if (config.LayerNormEps is not (> 0 and < 1))
            yield return ("layer_norm_eps", $"is {config.LayerNormEps}, which is not in (0, 1)");
        if (config.InitializerRange is not (> 0 and < 1000))
            yield return ("initializer_range", $"is {config.InitializerRange}, which is not in (0, 1000)");
    }

    private static IEnumerable<(string Key, string Problem)> Layers(BertConfig config)
    {
        (string Key, IReadOnlyList<int>? Widths, int Most)[] lists =
        [
            ("encoder_heads", config.EncoderHeads, config.NumAttentionHeads),
            ("encoder_intermediate_size", config.EncoderIntermediateSize, config.IntermediateSize),
        ];
        foreach (var (key, widths, most) in lists)
        {
            if (widths is not null && widths.Count != config.NumHiddenLayers)
                yield return (key, $"has {widths.Count} entries for {config.NumHiddenLayers} layers");
            if (widths?.All(width => width >= 0 && width <= most) == false)
                yield return (key, $"is [{string.Join(", ", widths)}], where a width is not from 0 to {most}");
        }
    }
}
