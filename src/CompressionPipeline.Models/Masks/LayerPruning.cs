using CompressionPipeline.Models.Selectors;
using CompressionPipeline.Models.T5;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.Masks;

/// <summary>Takes whole layers out of a model (Campos and Zhai, arXiv 2304.02721; NASH's decoder, arXiv 2310.10054).</summary>
public static class LayerPruning
{
    private const string PositionTable = "block.0.layer.0.SelfAttention.relative_attention_bias.weight";

    /// <summary>A physically smaller model with copies of the kept layers' weights, in order, on the parent's device.</summary>
    /// <param name="parent">Left as it is.</param>
    /// <param name="encoderKept">Indices of the encoder layers that stay, strictly ascending; see <see cref="LayerSelection"/>.</param>
    /// <param name="decoderKept">Indices of the decoder layers that stay, strictly ascending.</param>
    /// <remarks>The position table of layer 0 serves its whole stack: where layer 0 goes, the first kept layer takes it over.</remarks>
    /// <exception cref="ArgumentException">A list is empty, not ascending, or names a layer that is not there.</exception>
    public static T5Model Apply(T5Model parent, IReadOnlyList<int> encoderKept, IReadOnlyList<int> decoderKept)
    {
        Check(encoderKept, parent.Config.NumLayers, nameof(encoderKept));
        Check(decoderKept, parent.Config.NumDecoderLayers, nameof(decoderKept));
        var config = parent.Config with { NumLayers = encoderKept.Count, NumDecoderLayers = decoderKept.Count };
        var pruned = new T5Model(config, parent.Device);
        var sources = parent.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        using var ungraded = no_grad();
        foreach (var (name, parameter) in pruned.named_parameters())
            parameter.copy_(sources[SourceName(name, encoderKept, decoderKept)]);
        return pruned;
    }

    // The name under which the parent holds what the pruned model calls `name`: only the number of the block differs.
    private static string SourceName(string name, IReadOnlyList<int> encoderKept, IReadOnlyList<int> decoderKept)
    {
        if (name.Split('.') is not [var stack, "block", var block, .. var rest] || name.EndsWith(PositionTable, StringComparison.Ordinal))
            return name;
        var kept = stack == "encoder" ? encoderKept : decoderKept;
        return string.Join('.', [stack, "block", $"{kept[int.Parse(block, System.Globalization.CultureInfo.InvariantCulture)]}", .. rest]);
    }

    private static void Check(IReadOnlyList<int> kept, int depth, string parameter)
    {
        if (kept.Count == 0)
            throw new ArgumentException("At least one layer has to stay.", parameter);
        for (var i = 0; i < kept.Count; i++)
        {
            if (kept[i] < 0 || kept[i] >= depth)
                throw new ArgumentException($"Layer {kept[i]} is not one of 0 to {depth - 1}.", parameter);
            if (i > 0 && kept[i] <= kept[i - 1])
                throw new ArgumentException($"Layers have to ascend, and {kept[i]} follows {kept[i - 1]}.", parameter);
        }
    }
}
