using System.Text.Json.Serialization;
using CompressionPipeline.Models.Families;

namespace CompressionPipeline.Models.T5;

/// <summary>The shape of a T5, under the keys of Hugging Face's <c>config.json</c>. Immutable; equal shapes are equal.</summary>
/// <remarks>
/// A pruned model whose layers differ has the additional keys <c>kept_heads</c>, <c>cross_heads</c>,
/// <c>encoder_d_ff</c> and <c>decoder_d_ff</c>; without them a file is a standard T5 configuration.
/// </remarks>
public sealed partial record T5Config : IModelConfig
{
    /// <summary>T5 1.0: one matrix in, ReLU, one matrix out.</summary>
    public const string Relu = "relu";

    /// <summary>T5 1.1 and FLAN: <c>wo(gelu_tanh(wi_0 x) * wi_1 x)</c>.</summary>
    public const string GatedGelu = "gated-gelu";

    internal const string Gelu = "gelu", GeluNew = "gelu_new", Silu = "silu";

    /// <summary>What is computed here.</summary>
    internal static readonly string[] Activations = [Relu, Gelu, GeluNew, Silu];

    private const string Gated = "gated-";

    /// <summary>The value of <c>model_type</c> of T5 1.0, 1.1 and FLAN.</summary>
    public const string T5Type = "t5";

    /// <summary>The value of <c>model_type</c> of mT5, which computes as T5 1.1 does.</summary>
    public const string MT5Type = "mt5";

    /// <summary><see cref="T5Type"/> or <see cref="MT5Type"/>. Default: t5.</summary>
    public string ModelType { get; init; } = T5Type;

    /// <summary>Rows of the embedding; at least 3 (pad, end of sequence, unknown).</summary>
    [JsonRequired]
    public required int VocabSize { get; init; }

    /// <summary>Width of the residual stream.</summary>
    [JsonRequired]
    public required int DModel { get; init; }

    /// <summary>Width of one attention head; heads times this need not equal <see cref="DModel"/>.</summary>
    [JsonRequired]
    public required int DKv { get; init; }

    /// <summary>Width inside the feed-forward block; where layers differ, the largest.</summary>
    [JsonRequired]
    public required int DFf { get; init; }

    /// <summary>
    /// Attention heads of every layer; where layers differ, as many as the position tables and the widest layer need.
    /// </summary>
    [JsonRequired]
    public required int NumHeads { get; init; }

    /// <summary>Encoder layers.</summary>
    [JsonRequired]
    public required int NumLayers { get; init; }

    /// <summary>Decoder layers. Where <c>config.json</c> leaves it out, as many as in the encoder.</summary>
    public required int NumDecoderLayers { get; init; }

    /// <summary>Rows of the relative-position table. Even, at least 4. Default: 32.</summary>
    public int RelativeAttentionNumBuckets { get; init; } = 32;

    /// <summary>Distance in tokens from which all positions share the last bucket. Default: 128.</summary>
    public int RelativeAttentionMaxDistance { get; init; } = 128;

    /// <summary>Probability of dropping an activation while training. 0 up to but not including 1. Default: 0.1.</summary>
    public double DropoutRate { get; init; } = 0.1;

    /// <summary>What the layer norms add to the mean square. Default: 1e-6.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-6;

    /// <summary>Factor on all standard deviations of a random start. Default: 1.</summary>
    public double InitializerFactor { get; init; } = 1.0;

    /// <summary>
    /// The activation of the feed-forward block: relu, gelu, gelu_new (by tanh) or silu, and with <c>gated-</c> before it the
    /// gated block; <see cref="GatedGelu"/> means gelu_new. Default: relu.
    /// </summary>
    public string FeedForwardProj { get; init; } = Relu;

    /// <summary>The head is the embedding itself (T5 1.0). Default: true.</summary>
    public bool TieWordEmbeddings { get; init; } = true;

    /// <summary>
    /// Whether the decoder's output is scaled by <c>d_model^-0.5</c> before the head. Default: null, as
    /// <see cref="TieWordEmbeddings"/> says.
    /// </summary>
    public bool? ScaleDecoderOutputs { get; init; }

    /// <summary>Id that fills short rows. Default: 0.</summary>
    public int PadTokenId { get; init; }

    /// <summary>Id that ends a sequence. Default: 1.</summary>
    public int EosTokenId { get; init; } = 1;

    /// <summary>Id the decoder starts from. Default: 0, the pad.</summary>
    public int DecoderStartTokenId { get; init; }

    /// <summary>Whether the decoder's output is scaled before the head.</summary>
    [JsonIgnore]
    public bool IsScaled => ScaleDecoderOutputs ?? TieWordEmbeddings;

    /// <summary>Whether the feed-forward block is gated.</summary>
    [JsonIgnore]
    public bool IsGated => Named(FeedForwardProj).IsGated;

    /// <summary>The activation alone, as <c>dense_act_fn</c> names it.</summary>
    [JsonIgnore]
    public string Activation => Named(FeedForwardProj).Activation;

    internal static (string Activation, bool IsGated) Named(string feedForwardProj) =>
        feedForwardProj == GatedGelu ? (GeluNew, true)
        : feedForwardProj.StartsWith(Gated, StringComparison.Ordinal) ? (feedForwardProj[Gated.Length..], true)
        : (feedForwardProj, false);
}
