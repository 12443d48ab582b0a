using System.Globalization;
using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.T5;

/// <summary>Which part of which of a T5's tensors a mask keeps.</summary>
/// <remarks>
/// Where hidden dimensions go, a norm's mean runs over fewer of them, of which those that went were zero. With r the share that
/// stays, the smaller model computes the same with epsilon divided by r and the norm's scale by the square root of r, and so
/// remains a standard T5. A tied head's input is scaled by d_model^-0.5 of the smaller width: together with the norm before it,
/// both factors cancel.
/// </remarks>
internal sealed class T5Shrink
{
    private readonly T5Config config;
    private readonly ModelMask mask;
    private readonly IReadOnlyList<int>[] encoderHeads;
    private readonly IReadOnlyList<int>[] decoderHeads;

    private T5Shrink(T5Config config, ModelMask mask)
    {
        mask.RequireSizesOf(config.KeepAll());
        if (mask.Vocabulary is { } vocabulary && vocabulary.Of != config.VocabSize)
            throw new ArgumentException($"The mask is made for {vocabulary.Of} ids, and the model has {config.VocabSize}.");
        (this.config, this.mask) = (config, mask);
        encoderHeads = Heads(config.Encoder, mask.Encoder);
        decoderHeads = Heads(config.Decoder, mask.Decoder!);
    }

    /// <summary>A smaller model with copies of what stays, on the same device.</summary>
    public static T5Model Apply(T5Model whole, ModelMask mask, bool release = false)
    {
        var shrink = new T5Shrink(whole.Config, mask);
        var smaller = new T5Model(shrink.Smaller(), whole.Device) { Generation = whole.Generation };
        Shrink.Copy(whole, smaller, shrink.Slice, release);
        return smaller;
    }

    /// <summary>The shape of what stays.</summary>
    public static T5Config Shape(T5Config config, ModelMask mask) => new T5Shrink(config, mask).Smaller();

    // The columns of the position table that each layer keeps, in the numbering of the whole model's table.
    private static IReadOnlyList<int>[] Heads(IReadOnlyList<T5LayerWidths> layers, StackMask mask) =>
        [.. mask.Kept.ToList().Select(layer =>
            mask.Layers[layer].Heads.ToList().Select(head => layers[layer].Heads[head]).ToList())];

    // The columns that any layer uses: the smaller model's table has these only.
    private static List<int> Columns(IEnumerable<IReadOnlyList<int>> heads) =>
        [.. heads.SelectMany(layer => layer).Distinct().Order()];

    private T5Config Smaller()
    {
        var (encoder, decoder) = (Renumber(encoderHeads), Renumber(decoderHeads));
        var (encoderUnits, decoderUnits) = (Units(mask.Encoder), Units(mask.Decoder!));
        var cross = mask.Decoder!.KeptLayers.Select(layer => layer.CrossHeads!.Count).ToList();
        var heads = encoder.Concat(decoder).Select(layer => layer.DefaultIfEmpty().Max() + 1).Concat(cross).Max();
        var units = Math.Max(1, encoderUnits.Concat(decoderUnits).Max());
        return config with
        {
            VocabSize = mask.Vocabulary?.Count ?? config.VocabSize,
            PadTokenId = Id(config.PadTokenId),
            EosTokenId = Id(config.EosTokenId),
            DecoderStartTokenId = Id(config.DecoderStartTokenId),
            DModel = mask.Hidden.Count,
            LayerNormEpsilon = config.LayerNormEpsilon * mask.Hidden.Of / mask.Hidden.Count,
            NumLayers = encoder.Count,
            NumDecoderLayers = decoder.Count,
            NumHeads = heads,
            DFf = units,
            KeptHeads = T5Config.HeadsThatDiffer(encoder, decoder, heads),
            CrossHeads = cross.TrueForAll(count => count == heads) ? null : cross,
            EncoderDFf = encoderUnits.TrueForAll(count => count == units) ? null : encoderUnits,
            DecoderDFf = decoderUnits.TrueForAll(count => count == units) ? null : decoderUnits,
        };
    }

    private int Id(int id) => mask.Vocabulary?.PlaceOf(id) ?? id;

    private static List<IReadOnlyList<int>> Renumber(IReadOnlyList<int>[] heads)
    {
        var columns = Columns(heads);
        return [.. heads.Select(layer => layer.Select(head => columns.IndexOf(head)).ToList())];
    }

    private static List<int> Units(StackMask stack) => [.. stack.KeptLayers.Select(layer => layer.Units.Count)];

    /// <summary>Where the smaller model's parameter comes from.</summary>
    private TensorSlice Slice(string name)
    {
        var parts = name.Split('.');
        if (parts is [("encoder" or "decoder") and var stack, "block", var block, "layer", var sublayer, .. var rest])
            return Slice(stack, int.Parse(block, CultureInfo.InvariantCulture), sublayer, rest);
        if (parts[0] is "shared" or "lm_head")
            return new(name, mask.Vocabulary, mask.Hidden);
        var beforeScaledHead = name == "decoder.final_layer_norm.weight" && config.IsScaled;
        return new(name, mask.Hidden, Factor: beforeScaledHead ? 1 : NormFactor);
    }

    private TensorSlice Slice(string stackName, int block, string sublayer, string[] rest)
    {
        var stack = stackName == "encoder" ? mask.Encoder : mask.Decoder!;
        var source = stack.Kept.ToList()[block];
        var layer = stack.Layers[source];
        var number = source.ToString(CultureInfo.InvariantCulture);
        var name = string.Join('.', [stackName, "block", number, "layer", sublayer, .. rest]);
        var heads = (rest[0] == "EncDecAttention" ? layer.CrossHeads! : layer.Heads).Repeat(config.DKv);
        return rest[^2] switch
        {
            "q" or "k" or "v" => new(name, heads, mask.Hidden),
            "o" => new(name, mask.Hidden, heads),
            "wi" or "wi_0" or "wi_1" => new(name, layer.Units, mask.Hidden),
            "wo" => new(name, mask.Hidden, layer.Units),
            "layer_norm" => new(name, mask.Hidden, Factor: NormFactor),
            // The table of layer 0 serves its whole stack: where layer 0 goes, the first layer that stays takes it over.
            "relative_attention_bias" => new(
                $"{stackName}.block.0.layer.0.SelfAttention.relative_attention_bias.weight", Columns: Table(stackName)),
            var unknown => throw new InvalidOperationException($"'{unknown}' is no part of a T5."),
        };
    }

    private KeptIndices Table(string stack) => stack == "encoder"
        ? new(config.EncoderPositionHeads, Columns(encoderHeads))
        : new(config.DecoderPositionHeads, Columns(decoderHeads));

    private double NormFactor => Math.Sqrt((double)mask.Hidden.Of / mask.Hidden.Count);
}
