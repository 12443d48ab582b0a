using System.Text.Json;
using System.Text.Json.Nodes;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.Bert;

/// <content>Reading and writing <c>config.json</c>.</content>
public sealed partial record BertConfig
{
    /// <summary>Name of the file in a checkpoint's folder.</summary>
    public const string FileName = "config.json";

    // Other names of the same functions.
    private static readonly Dictionary<string, string> Activations = new()
    {
        ["gelu_python"] = "gelu", ["gelu_pytorch_tanh"] = "gelu_new", ["gelu_fast"] = "gelu_new",
    };

    /// <summary>
    /// Reads <c>config.json</c> of a folder. <see cref="BertCheckpoint.Remarks"/> tells which keys are not used.
    /// </summary>
    /// <exception cref="PipelineException">The file is missing, is no strict JSON, is of another architecture or an unsupported
    /// variant, or a value is impossible; names file, line and key.</exception>
    public static BertConfig Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var json = ConfigJson.Read(path);
        BertConfigKeys.Require(json, path);
        ConfigJson.RemoveNulls(json);
        if (ConfigJson.Text(json["model_type"]) == Roberta)
            json["pad_token_id"] ??= 1;
        var config = StrictJson.To<BertConfig>(json, path, ConfigJson.Settings, BertConfigCheck.Damaged) with
        {
            Labels = BertLabels.Read(json),
        };
        config = config with { HiddenAct = Activations.GetValueOrDefault(config.HiddenAct, config.HiddenAct) };
        return BertConfigCheck.Whole(config, json, path);
    }

    /// <summary>Every key that is a member of this record.</summary>
    internal static IReadOnlyCollection<string> Keys { get; } = ConfigJson.KeysOf<BertConfig>();

    /// <summary>Whether both describe the same shape and labels.</summary>
    public bool Equals(BertConfig? other) => other is not null && Json().ToJsonString() == other.Json().ToJsonString();

    /// <inheritdoc/>
    public override int GetHashCode() => Json().ToJsonString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Writes <c>config.json</c> with every key explicit.</summary>
    public void Write(string folder)
    {
        var json = new JsonObject
        {
            ["architectures"] = new JsonArray(IsRoberta ? "RobertaForSequenceClassification" : "BertForSequenceClassification"),
            ["position_embedding_type"] = "absolute",
            ["torch_dtype"] = "float32",
        };
        foreach (var (key, value) in Json())
            json[key] = value?.DeepClone();
        AtomicFile.WriteText(Path.Combine(folder, FileName), json.ToJsonString(ConfigJson.Settings) + "\n");
    }

    private JsonObject Json()
    {
        var json = JsonSerializer.SerializeToNode(this, ConfigJson.Settings)!.AsObject();
        // Last, whether it is said or follows from the labels: the text is what is compared.
        json.Remove("problem_type");
        json["problem_type"] = ProblemType ?? (IsRegression ? BertLabels.Regression : BertLabels.SingleLabel);
        BertLabels.Write(json, Labels);
        return json;
    }
}
