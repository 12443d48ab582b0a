using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.Bert;

/// <summary>
/// The keys of a BERT's or RoBERTa's <c>config.json</c> that are not members of <see cref="BertConfig"/>: none is passed over
/// unseen.
/// </summary>
internal static class BertConfigKeys
{
    /// <summary>What to do about a model that this program does not compute.</summary>
    public const string Supported =
        "Supported are encoders with model_type 'bert' or 'roberta', absolute positions, hidden_act 'gelu', 'gelu_new' or 'relu' "
        + "and a classifier of whole texts (or none yet), without quantization, custom code or pruned_heads.";

    // Their weights are an encoder, with a classifier or with a head of pretraining, which is left out. The classifier of another
    // task has the same names and means something else.
    private static readonly string[] Architectures =
        ["Model", "ForSequenceClassification", "ForPreTraining", "ForMaskedLM", "ForNextSentencePrediction"];

    // Looked at by Require.
    private static readonly string[] Required =
    [
        "architectures", "is_decoder", "add_cross_attention", "position_embedding_type", "embedding_size",
        .. ConfigJson.Unsupported,
    ];

    // What does not change what a model computes: types that weights are kept in, what is returned, who wrote the file.
    private static readonly string[] WithoutEffect =
    [
        "_name_or_path", "_attn_implementation_autoset", "_num_labels", "attn_implementation", "bos_token_id",
        "chunk_size_feed_forward", "cls_token_id", "directionality", "dtype", "eos_token_id", "finetuning_task",
        "gradient_checkpointing", "is_encoder_decoder", "mask_token_id", "output_attentions", "output_hidden_states",
        "output_past", "pooler_fc_size", "pooler_num_attention_heads", "pooler_num_fc_layers", "pooler_size_per_head",
        "pooler_type", "return_dict", "sep_token_id", "tie_word_embeddings", "tokenizer_class", "torch_dtype", "torchscript",
        "transformers_version", "unk_token_id", "use_cache",
    ];

    /// <summary>Refuses values that mean another computation than this program's.</summary>
    public static void Require(JsonObject json, string path)
    {
        var errors = new List<(string Key, string Problem)>();
        var type = ConfigJson.Text(json["model_type"]);
        if (type is not (BertConfig.Bert or BertConfig.Roberta))
            errors.Add(("model_type", type is null ? "is missing" : $"is '{type}'"));
        var prefix = type == BertConfig.Roberta ? "Roberta" : "Bert";
        if (!ConfigJson.IsAmong(json["architectures"], [.. Architectures.Select(name => prefix + name)]))
            errors.Add(("architectures", $"is {json["architectures"]!.ToJsonString()}"));
        foreach (var key in new[] { "is_decoder", "add_cross_attention" })
        {
            if (json[key] is { } written && !(written.Is<bool>(out var flag) && !flag))
                errors.Add((key, $"is {written.ToJsonString()}"));
        }
        if (json["position_embedding_type"] is { } positions && ConfigJson.Text(positions) != "absolute")
            errors.Add(("position_embedding_type", $"is {positions.ToJsonString()}"));
        errors.AddRange(ConfigJson.Filled(json, [.. ConfigJson.Unsupported, "embedding_size"]));
        ConfigJson.Refuse(path, errors, Supported);
    }

    /// <summary>Keys of which nothing here knows, in the file's order.</summary>
    public static IEnumerable<string> Unknown(JsonObject json) => json
        .Where(member => member.Value is not null).Select(member => member.Key)
        .Where(key => !BertConfig.Keys.Contains(key) && !BertLabels.Keys.Contains(key) && !Required.Contains(key)
            && !WithoutEffect.Contains(key));
}
