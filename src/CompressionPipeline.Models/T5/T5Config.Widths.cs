using System.Text.Json.Serialization;
using CompressionPipeline.Models.Families;
using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.T5;

/// <content>The widths of single layers. A list is null where all layers have <see cref="NumHeads"/> heads or <see cref="DFf"/>
/// units.</content>
public sealed partial record T5Config
{
    /// <summary>
    /// Self-attention heads of the layers that have not all, by stack and layer (<c>encoder.0</c>): each by its column in the
    /// stack's position table, ascending. Null where every layer has all.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>>? KeptHeads { get; init; }

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
            .Select(i => new T5LayerWidths(HeadsOf("encoder", i), EncoderDFf?[i] ?? DFf, 0))];

    /// <summary>The decoder's layers.</summary>
    [JsonIgnore]
    public IReadOnlyList<T5LayerWidths> Decoder => [.. Enumerable.Range(0, NumDecoderLayers)
        .Select(i => new T5LayerWidths(HeadsOf("decoder", i), DecoderDFf?[i] ?? DFf, CrossHeads?[i] ?? NumHeads))];

    /// <summary>Whether stock T5 code loads a checkpoint of this shape: all layers of both stacks are equally wide.</summary>
    [JsonIgnore]
    public bool IsStock => (KeptHeads, CrossHeads, EncoderDFf, DecoderDFf) is (null, null, null, null);

    /// <summary>Columns of the encoder's position table.</summary>
    [JsonIgnore]
    public int EncoderPositionHeads => Columns("encoder", NumLayers);

    /// <summary>Columns of the decoder's position table.</summary>
    [JsonIgnore]
    public int DecoderPositionHeads => Columns("decoder", NumDecoderLayers);

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

    int IModelConfig.HiddenSize => DModel;

    int IModelConfig.OutputSize => VocabSize;

    IModelConfig IModelConfig.Shrink(ModelMask mask) => T5Shrink.Shape(this, mask);

    /// <summary>The mask that keeps everything of this shape.</summary>
    public ModelMask KeepAll()
    {
        return new(Stack(Encoder, cross: false), Stack(Decoder, cross: true), new(DModel));

        static StackMask Stack(IReadOnlyList<T5LayerWidths> layers, bool cross) => new(
            new(layers.Count),
            [.. layers.Select(layer => new LayerMask(
                new(layer.Heads.Count), new(layer.Units), cross ? new(layer.CrossHeads) : null))]);
    }

    /// <summary>The value of <see cref="KeptHeads"/> for layers of these heads.</summary>
    /// <param name="encoder">The heads of each encoder layer.</param>
    /// <param name="decoder">The heads of each decoder layer.</param>
    /// <param name="all">How many heads a layer has that is not named.</param>
    internal static IReadOnlyDictionary<string, IReadOnlyList<int>>? HeadsThatDiffer(
        IReadOnlyList<IReadOnlyList<int>> encoder, IReadOnlyList<IReadOnlyList<int>> decoder, int all)
    {
        var named = new SortedDictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        foreach (var (stack, layers) in new[] { ("encoder", encoder), ("decoder", decoder) })
        {
            foreach (var (i, heads) in layers.Index().Where(layer => !layer.Item.SequenceEqual(Enumerable.Range(0, all))))
                named[$"{stack}.{i}"] = heads;
        }
        return named.Count == 0 ? null : named;
    }

    private IReadOnlyList<int> HeadsOf(string stack, int layer) =>
        KeptHeads?.GetValueOrDefault($"{stack}.{layer}") ?? [.. Enumerable.Range(0, NumHeads)];

    private int Columns(string stack, int layers) =>
        Enumerable.Range(0, layers).SelectMany(layer => HeadsOf(stack, layer)).Append(-1).Max() + 1;

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
