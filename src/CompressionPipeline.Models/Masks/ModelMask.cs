using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Masks;

/// <summary>
/// What stays of a model: layers, heads, feed-forward units, hidden dimensions, ids of the vocabulary. Every way of pruning
/// yields one; a model shrinks by it.
/// </summary>
/// <param name="Encoder">The encoder.</param>
/// <param name="Decoder">The decoder; null where a model has none.</param>
/// <param name="Hidden">Dimensions of the residual stream (d_model); at least one stays.</param>
/// <param name="Vocabulary">Rows of the embedding and of a head with as many; null where all stay.</param>
public sealed record ModelMask(
    StackMask Encoder,
    StackMask? Decoder,
    KeptIndices Hidden,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KeptIndices? Vocabulary = null)
{
    /// <summary>Name of the file in a pruned checkpoint's folder.</summary>
    public const string FileName = "mask.json";

    /// <summary>Dimensions of the residual stream (d_model); at least one stays.</summary>
    public KeptIndices Hidden { get; init; } = Hidden.Count > 0
        ? Hidden
        : throw new ArgumentException("At least one hidden dimension must stay.", nameof(Hidden));

    /// <summary>Whether nothing goes.</summary>
    [JsonIgnore]
    public bool IsWhole => Encoder.IsWhole && (Decoder?.IsWhole ?? true) && Hidden.IsWhole && (Vocabulary?.IsWhole ?? true);

    /// <summary>
    /// The mask as one line of JSON: <c>of</c> says how many there are, <c>indices</c> which stay where not all do.
    /// </summary>
    public string ToJson() => ToNode().ToJsonString();

    /// <summary>The mask as a part of another JSON file.</summary>
    public JsonNode ToNode() => JsonSerializer.SerializeToNode(this, OptionsJson.Strict)!;

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PipelineException">It is missing, no JSON, has unknown or missing members, or describes an impossible
    /// mask.</exception>
    public static ModelMask Read(string path) => StrictJson.Read<ModelMask>(path, OptionsJson.Strict, "Prune the model again.");

    /// <summary>Reads what <see cref="ToNode"/> put into another file.</summary>
    /// <param name="node">The mask.</param>
    /// <param name="path">The file, for the error message.</param>
    /// <exception cref="PipelineException">It has unknown or missing members, or describes an impossible mask.</exception>
    public static ModelMask FromNode(JsonNode node, string path) => StrictJson.Parse<ModelMask>(
        Encoding.UTF8.GetBytes(node.ToJsonString()), path, OptionsJson.Strict, "Delete its folder and run again.");

    /// <summary>
    /// What stays of this model where <paramref name="next"/> is what stays of the model that this mask leaves.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="next"/> is made for other sizes.</exception>
    public ModelMask Then(ModelMask next) => new(
        Encoder.Then(next.Encoder), next.Decoder is null ? null : Decoder?.Then(next.Decoder), Hidden.Then(next.Hidden),
        next.Vocabulary is null ? Vocabulary : Vocabulary?.Then(next.Vocabulary) ?? next.Vocabulary);

    /// <summary>Checks that this is a mask of a model of the given sizes.</summary>
    /// <param name="whole">The model's own mask that keeps everything.</param>
    /// <exception cref="ArgumentException">A number of layers, heads, units or dimensions is another one.</exception>
    public void RequireSizesOf(ModelMask whole)
    {
        Require("hidden dimensions", Hidden, whole.Hidden);
        Require("encoder", Encoder, whole.Encoder);
        if (Decoder is null != whole.Decoder is null)
        {
            throw new ArgumentException(
                $"The mask has {(Decoder is null ? "no" : "a")} decoder, the model has {(Decoder is null ? "one" : "none")}.");
        }
        if (Decoder is not null)
            Require("decoder", Decoder, whole.Decoder!);
    }

    private static void Require(string stack, StackMask mask, StackMask whole)
    {
        Require($"{stack} layers", mask.Kept, whole.Kept);
        for (var i = 0; i < mask.Layers.Count; i++)
        {
            Require($"heads of {stack} layer {i}", mask.Layers[i].Heads, whole.Layers[i].Heads);
            Require($"cross-attention heads of {stack} layer {i}", mask.Layers[i].CrossHeads, whole.Layers[i].CrossHeads);
            Require($"feed-forward units of {stack} layer {i}", mask.Layers[i].Units, whole.Layers[i].Units);
        }
    }

    private static void Require(string what, KeptIndices? mask, KeptIndices? whole)
    {
        if (mask?.Of != whole?.Of)
            throw new ArgumentException($"The mask is made for {mask?.Of ?? 0} {what}, and the model has {whole?.Of ?? 0}.");
    }
}
