using System.Globalization;
using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Bert;

/// <summary>Which part of which of a BERT's tensors a mask keeps.</summary>
internal static class BertShrink
{
    /// <summary>A smaller model with copies of what stays, on the same device.</summary>
    public static BertModel Apply(BertModel whole, ModelMask mask, bool release = false)
    {
        var smaller = new BertModel(Shape(whole.Config, mask), whole.Device);
        Shrink.Copy(whole, smaller, name => Slice(name, mask.Encoder, whole.Config.HeadWidth), release);
        return smaller;
    }

    /// <summary>The shape of what stays.</summary>
    /// <exception cref="ArgumentException">The mask is one of another model, or takes hidden dimensions or ids away.</exception>
    public static BertConfig Shape(BertConfig config, ModelMask mask)
    {
        mask.RequireSizesOf(config.KeepAll());
        if (!mask.Hidden.IsWhole)
        {
            throw new ArgumentException(
                "A BERT keeps all hidden dimensions: its norms centre over all of them, and fewer have another mean.",
                nameof(mask));
        }
        if (mask.Vocabulary is not null)
            throw new ArgumentException("A BERT keeps its whole vocabulary.", nameof(mask));
        List<int> heads = [.. mask.Encoder.KeptLayers.Select(layer => layer.Heads.Count)];
        List<int> units = [.. mask.Encoder.KeptLayers.Select(layer => layer.Units.Count)];
        var widest = Math.Max(1, units.Max());
        return config with
        {
            NumHiddenLayers = heads.Count,
            IntermediateSize = widest,
            EncoderHeads = heads.TrueForAll(count => count == config.NumAttentionHeads) ? null : heads,
            EncoderIntermediateSize = units.TrueForAll(count => count == widest) ? null : units,
        };
    }

    /// <summary>Where the smaller model's parameter comes from; what is in no layer stays whole.</summary>
    private static TensorSlice Slice(string name, StackMask stack, int headWidth)
    {
        if (name.Split('.') is not [var model, "encoder", "layer", var number, .. var rest])
            return new(name);
        var source = stack.Kept.ToList()[int.Parse(number, CultureInfo.InvariantCulture)];
        var layer = stack.Layers[source];
        var from = string.Join('.', [model, "encoder", "layer", source.ToString(CultureInfo.InvariantCulture), .. rest]);
        return rest switch
        {
            ["attention", "self", ..] => new(from, Rows: layer.Heads.Repeat(headWidth)),
            ["attention", "output", "dense", "weight"] => new(from, Columns: layer.Heads.Repeat(headWidth)),
            ["intermediate", ..] => new(from, Rows: layer.Units),
            ["output", "dense", "weight"] => new(from, Columns: layer.Units),
            _ => new(from),
        };
    }
}
