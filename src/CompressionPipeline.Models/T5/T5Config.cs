using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.T5;

/// <summary>The shape of a T5, under the keys of Hugging Face's <c>config.json</c>. Immutable; equal shapes are equal.</summary>
public sealed partial record T5Config
{
    /// <summary>T5 1.0: one matrix in, ReLU, one matrix out.</summary>
    public const string Relu = "relu";

    /// <summary>T5 1.1 and FLAN: <c>wo(gelu_tanh(wi_0 x) * wi_1 x)</c>.</summary>
    public const string GatedGelu = "gated-gelu";

    /// <summary>Rows of the embedding; at least 3 (pad, end of sequence, unknown).</summary>
    [JsonRequired]
    public required int VocabSize { get; init; }

    /// <summary>Width of the residual stream.</summary>
    [JsonRequired]
    public required int DModel { get; init; }

    /// <summary>Width of one attention head; heads times this need not equal <see cref="DModel"/>.</summary>
    [JsonRequired]
    public required int DKv { get; init; }

    /// <summary>Width inside the feed-forward block.</summary>
    [JsonRequired]
    public required int DFf { get; init; }

    /// <summary>Attention heads of every layer.</summary>
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

    /// <summary><see cref="Relu"/> or <see cref="GatedGelu"/>. Default: relu.</summary>
    public string FeedForwardProj { get; init; } = Relu;

    /// <summary>The head is the embedding itself, and the decoder's output is scaled by <c>d_model^-0.5</c> (T5 1.0). Default: true.</summary>
    public bool TieWordEmbeddings { get; init; } = true;

    /// <summary>Id that fills short rows. Default: 0.</summary>
    public int PadTokenId { get; init; }

    /// <summary>Id that ends a sequence. Default: 1.</summary>
    public int EosTokenId { get; init; } = 1;

    /// <summary>Id the decoder starts from. Default: 0, the pad.</summary>
    public int DecoderStartTokenId { get; init; }

    /// <summary>Width of all heads side by side.</summary>
    [JsonIgnore]
    public int InnerDim => NumHeads * DKv;

    /// <summary>Whether the feed-forward block is gated.</summary>
    [JsonIgnore]
    public bool IsGated => FeedForwardProj == GatedGelu;

    /// <summary>Parameters of the model, by formula; the shared embedding counts once.</summary>
    [JsonIgnore]
    public long ParameterCount
    {
        get
        {
            long attention = 4L * DModel * InnerDim, feedForward = (IsGated ? 3L : 2L) * DModel * DFf;
            var encoderLayer = attention + feedForward + (2L * DModel);
            var decoderLayer = (2 * attention) + feedForward + (3L * DModel);
            var positionTables = 2L * RelativeAttentionNumBuckets * NumHeads;
            var embeddings = (TieWordEmbeddings ? 1L : 2L) * VocabSize * DModel;
            return embeddings + (NumLayers * encoderLayer) + (NumDecoderLayers * decoderLayer) + positionTables + (2L * DModel);
        }
    }
}
