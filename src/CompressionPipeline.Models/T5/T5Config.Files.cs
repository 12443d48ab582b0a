using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.T5;

/// <content>Reading and writing <c>config.json</c>.</content>
public sealed partial record T5Config
{
    /// <summary>Name of the file in a checkpoint's folder.</summary>
    public const string FileName = "config.json";

    /// <summary>Reads <c>config.json</c> of a folder. <see cref="T5Checkpoint.Remarks"/> tells which keys are not used.</summary>
    /// <exception cref="PipelineException">The file is missing, is no strict JSON, is of another architecture or an unsupported
    /// variant, or a value is impossible; names file, line and key.</exception>
    public static T5Config Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var json = ConfigJson.Read(path);
        RequireT5(json, path);
        T5ConfigKeys.Complete(json);
        T5GenerationConfig.Complete(json, folder);
        T5ConfigKeys.Require(json, path);
        if (json["num_decoder_layers"] is null)
            json["num_decoder_layers"] = json["num_layers"]?.DeepClone();
        ConfigJson.RemoveNulls(json);
        var config = T5ConfigCheck.Whole(StrictJson.To<T5Config>(json, path, ConfigJson.Settings, T5ConfigCheck.Damaged), path);
        return config.ScaleDecoderOutputs == config.TieWordEmbeddings ? config with { ScaleDecoderOutputs = null } : config;
    }

    /// <summary>Every key that is a member of this record.</summary>
    internal static IReadOnlyCollection<string> Keys { get; } = ConfigJson.KeysOf<T5Config>();

    /// <summary>Whether both describe the same shape, lists included.</summary>
    public bool Equals(T5Config? other) => other is not null && Text() == other.Text();

    /// <inheritdoc/>
    public override int GetHashCode() => Text().GetHashCode(StringComparison.Ordinal);

    /// <summary>Writes <c>config.json</c> with every key explicit, <c>num_decoder_layers</c> included.</summary>
    public void Write(string folder)
    {
        var json = new JsonObject
        {
            ["architectures"] = new JsonArray($"{(ModelType == MT5Type ? "MT5" : "T5")}ForConditionalGeneration"),
            ["model_type"] = ModelType,
            ["is_encoder_decoder"] = true,
            ["use_cache"] = true,
            ["torch_dtype"] = "float32",
            ["dense_act_fn"] = Activation,
            ["is_gated_act"] = IsGated,
        };
        foreach (var (key, value) in JsonSerializer.SerializeToNode(this, ConfigJson.Settings)!.AsObject())
            json[key] = value?.DeepClone();
        AtomicFile.WriteText(Path.Combine(folder, FileName), json.ToJsonString(ConfigJson.Settings) + "\n");
    }

    private string Text() => JsonSerializer.Serialize(this, ConfigJson.Settings);

    private static void RequireT5(JsonObject json, string path)
    {
        var type = ConfigJson.Text(json["model_type"]);
        if (type is not (T5Type or MT5Type))
        {
            throw new InvalidFileException(
                path, $"the key 'model_type' is {(type is null ? "missing" : $"'{type}'")}",
                "Supported are 't5' and 'mt5': T5 1.0, 1.1, FLAN and mT5. Name a checkpoint of one of them.",
                StrictJson.LineOf(path, "model_type"), "model_type");
        }
    }
}
