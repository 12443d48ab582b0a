using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// The keys of a T5's <c>config.json</c> that are not members of <see cref="T5Config"/>: none is passed over unseen.
/// </summary>
internal static class T5ConfigKeys
{
    /// <summary>What to do about a T5 that this program does not compute.</summary>
    public const string Supported =
        "This variant of T5 is not supported. Supported are T5ForConditionalGeneration and MT5ForConditionalGeneration with "
        + "feed_forward_proj relu, gelu, gelu_new or silu, gated- or not, an even relative_attention_num_buckets from 4 on and a "
        + "relative_attention_max_distance above half of it, without quantization, custom code or pruned_heads.";

    /// <summary>The key of what pipelines of Hugging Face are to do for each task.</summary>
    public const string TaskParameters = "task_specific_params";

    private static readonly string[] Architectures =
        ["T5ForConditionalGeneration", "T5WithLMHeadModel", "T5Model", "MT5ForConditionalGeneration", "MT5Model"];

    // Looked at by Require.
    private static readonly string[] Required =
    [
        "architectures", "is_encoder_decoder", "is_decoder", "tie_encoder_decoder", "dense_act_fn", "is_gated_act",
        .. ConfigJson.Unsupported,
    ];

    // What does not change what a T5 computes: types that weights are kept in, what is returned, who wrote the file.
    private static readonly string[] WithoutEffect =
    [
        "_name_or_path", "_attn_implementation_autoset", "add_cross_attention", "attn_implementation", "bos_token_id",
        "chunk_size_feed_forward", "classifier_dropout", "cls_token_id", "cross_attention_hidden_size", "dtype",
        "finetuning_task", "gradient_checkpointing", "id2label", "label2id", "model_parallel", "n_positions",
        "output_attentions", "output_hidden_states", "output_past", "problem_type", "return_dict", "sep_token_id",
        "tf_legacy_loss", "tokenizer_class", "torch_dtype", "torchscript", "transformers_version", "unk_token_id",
        "use_bfloat16", "use_cache",
    ];

    /// <summary>Fills in what an mT5 is where its file says nothing, and gives what has two names the one that is known
    /// here.</summary>
    public static void Complete(JsonObject json)
    {
        if (ConfigJson.Text(json["model_type"]) == T5Config.MT5Type)
        {
            json["feed_forward_proj"] ??= T5Config.GatedGelu;
            json["tie_word_embeddings"] ??= false;
        }
        if (ConfigJson.Text(json["feed_forward_proj"]) == $"gated-{T5Config.GeluNew}")
            json["feed_forward_proj"] = T5Config.GatedGelu;
        // One alone is no list.
        if (json["eos_token_id"] is JsonArray { Count: 1 } ends)
            json["eos_token_id"] = ends[0]?.DeepClone();
    }

    /// <summary>Refuses values that mean another computation than this program's.</summary>
    public static void Require(JsonObject json, string path)
    {
        var errors = new List<(string Key, string Problem)>();
        if (!ConfigJson.IsAmong(json["architectures"], Architectures))
            errors.Add(("architectures", $"is {json["architectures"]!.ToJsonString()}"));
        (string Key, bool Only)[] flags = [("is_encoder_decoder", true), ("is_decoder", false), ("tie_encoder_decoder", false)];
        foreach (var (key, only) in flags.Where(flag => json[flag.Key] is { } value && Flag(value) != flag.Only))
            errors.Add((key, $"is {json[key]!.ToJsonString()}"));
        var (activation, isGated) = T5Config.Named(ConfigJson.Text(json["feed_forward_proj"]) ?? T5Config.Relu);
        // Of one that is not computed here it is said later that it is not supported.
        var isKnown = T5Config.Activations.Contains(activation);
        if (isKnown && json["dense_act_fn"] is { } written && ConfigJson.Text(written) != activation)
            errors.Add(("dense_act_fn", $"is {written.ToJsonString()}, and feed_forward_proj means '{activation}'"));
        if (isKnown && json["is_gated_act"] is { } gated && Flag(gated) != isGated)
            errors.Add(("is_gated_act", $"is {gated.ToJsonString()}, and feed_forward_proj means the other"));
        errors.AddRange(ConfigJson.Filled(json, ConfigJson.Unsupported));
        ConfigJson.Refuse(path, errors, Supported);
    }

    /// <summary>Keys of which nothing here knows, in the file's order.</summary>
    public static IEnumerable<string> Unknown(JsonObject json) => json
        .Where(member => member.Value is not null).Select(member => member.Key)
        .Where(key => !T5Config.Keys.Contains(key) && !Required.Contains(key) && !WithoutEffect.Contains(key)
            && key != TaskParameters && !T5GenerationConfig.IsKey(key));

    private static bool? Flag(JsonNode node) => node.Is<bool>(out var flag) ? flag : null;
}
