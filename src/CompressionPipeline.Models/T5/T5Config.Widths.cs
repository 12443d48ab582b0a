using System.Text.Json.Serialization;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.T5;

/// <content>The widths of single layers. A list is null where all layers have <see cref="NumHeads"/> heads or <see cref="DFf"/>
/// units.</content>
public sealed partial record T5Config
{
    /// <summary>For each encoder layer the heads it has, each by its column in the encoder's position table, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? EncoderHeads { get; init; }

    /// <summary>
    /// For each decoder layer the self-attention heads it has, each by its column in the decoder's position table, ascending.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>>? DecoderHeads { get; init; }

    /// <summary>For each decoder layer how many cross-attention heads it has; they use no positions.</summary>
    public IReadOnlyList<int>? CrossHeads { get; init; }

    /// <summary>For each encoder layer the width inside its feed-forward block.</summary>
    public IReadOnlyList<int>? EncoderDFf { get; init; }

    /// <summary>For each decoder layer the width inside its feed-forward block.</summary>
    public IReadOnlyList<int>? DecoderDFf { get; init; }

    /// <summary>The encoder's layers.</summary>
    [JsonIgnore]
    public IReadOnlyList<T5LayerWidths> Encoder =>
        [.. Enumerable.Range(0, NumLayers)
            .Select(i => new T5LayerWidths(EncoderHeads?[i] ?? AllHeads, EncoderDFf?[i] ?? DFf, 0))];

    /// <summary>The decoder's layers.</summary>
    [JsonIgnore]
    public IReadOnlyList<T5LayerWidths> Decoder => [.. Enumerable.Range(0, NumDecoderLayers)
        .Select(i => new T5LayerWidths(DecoderHeads?[i] ?? AllHeads, DecoderDFf?[i] ?? DFf, CrossHeads?[i] ?? NumHeads))];

    /// <summary>Whether stock T5 code loads a checkpoint of this shape: all layers of both stacks are equally wide.</summary>
    [JsonIgnore]
    public bool IsStock => (EncoderHeads, DecoderHeads, CrossHeads, EncoderDFf, DecoderDFf) is (null, null, null, null, null);

    /// <summary>Columns of the encoder's position table.</summary>
    [JsonIgnore]
    public int EncoderPositionHeads => Columns(EncoderHeads);

    /// <summary>Columns of the decoder's position table.</summary>
    [JsonIgnore]
    public int DecoderPositionHeads => Columns(DecoderHeads);

    /// <summary>Parameters of the model, by formula; the shared embedding counts once.</summary>
    [JsonIgnore]
    public long ParameterCount
    {
        get
        {
            var embeddings = (TieWordEmbeddings ? 1L : 2L) * VocabSize * DModel;
            var positionTables = (long)RelativeAttentionNumBuckets * (EncoderPositionHeads + DecoderPositionHeads);
            return embeddings + positionTables + Encoder.Concat(Decoder).Sum(Parameters) + (2L * DModel);
        }
    }

    int IModelConfig.EncoderLayers => NumLayers;

    int IModelConfig.DecoderLayers => NumDecoderLayers;

    private int[] AllHeads => [.. Enumerable.Range(0, NumHeads)];

    /// <summary>The mask that keeps everything of this shape.</summary>
    public ModelMask KeepAll()
    {
        return new(Stack(Encoder, cross: false), Stack(Decoder, cross: true), new(DModel));

        static StackMask Stack(IReadOnlyList<T5LayerWidths> layers, bool cross) => new(
            new(layers.Count),
            [.. layers.Select(layer => new LayerMask(
                new(layer.Heads.Count), new(layer.Units), cross ? new(layer.CrossHeads) : null))]);
    }

    private int Columns(IReadOnlyList<IReadOnlyList<int>>? heads) =>
        heads is null ? NumHeads : heads.SelectMany(layer => layer).Append(-1).Max() + 1;

    // A part without heads or units is absent, and its norm with it.
    private long Parameters(T5LayerWidths layer)
    {
        long Attention(int heads) => heads == 0 ? 0 : DModel * ((4L * heads * DKv) + 1);
        var feedForward = layer.Units == 0 ? 0 : DModel * (((IsGated ? 3L : 2L) * layer.Units) + 1);
        return Attention(layer.Heads.Count) + Attention(layer.CrossHeads) + feedForward;
    }
}

/// <summary>The widths of one layer.</summary>
/// <param name="Heads">Self-attention heads, each by its column in the stack's position table, ascending.</param>
/// <param name="Units">Width inside the feed-forward block.</param>
/// <param name="CrossHeads">Cross-attention heads; 0 in an encoder.</param>
public sealed record T5LayerWidths(IReadOnlyList<int> Heads, int Units, int CrossHeads);
