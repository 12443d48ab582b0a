using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Torch;
using static TorchSharp.torch;

namespace CompressionPipeline.Models.T5;

/// <summary>
/// Writes soft gates into a T5's weights. Everything that a gate multiplies is linear in a projection beside it: heads in the
/// rows of <c>v</c>, units in the columns of <c>wo</c>, hidden dimensions in the embedding and in the rows of <c>o</c> and
/// <c>wo</c>.
/// </summary>
internal static class T5Fold
{
    /// <summary>Multiplies the weights by what the masks multiply while the model runs, so that it needs no masks.</summary>
    /// <param name="model">Its weights are overwritten.</param>
    /// <param name="masks">Factors; where one is 0, what it takes out still has to be cut off.</param>
    public static void Apply(T5Model model, MaskTensors masks)
    {
        using var ungraded = no_grad();
        using var scope = NewDisposeScope();
        var weights = model.named_parameters().ToDictionary(p => p.name, p => (Tensor)p.parameter);
        FoldStack("encoder", masks.Encoder);
        FoldStack("decoder", masks.Decoder);
        if (masks.Hidden is not { } hidden)
            return;
        foreach (var (name, weight) in weights.Where(pair => pair.Key.EndsWith(".o.weight", StringComparison.Ordinal)
            || pair.Key.EndsWith(".wo.weight", StringComparison.Ordinal)))
        {
            weight.mul_(hidden.unsqueeze(1));
        }
        weights["shared.weight"].mul_(hidden);
        // A tied head is the embedding: what that was multiplied by is taken back before it.
        if (model.Config.TieWordEmbeddings)
            weights["decoder.final_layer_norm.weight"].div_(where(hidden.gt(Scalars.Of(0.0)), hidden, ones_like(hidden)));

        void FoldStack(string stack, IReadOnlyList<LayerMaskTensors>? layers)
        {
            for (var i = 0; i < layers?.Count; i++)
            {
                FoldHeads($"{stack}.block.{i}.layer.0.SelfAttention.v.weight", layers[i].Heads);
                FoldHeads($"{stack}.block.{i}.layer.1.EncDecAttention.v.weight", layers[i].CrossHeads);
                var feedForward = stack == "encoder" ? 1 : 2;
                if (layers[i].Units is { } units
                    && weights.TryGetValue($"{stack}.block.{i}.layer.{feedForward}.DenseReluDense.wo.weight", out var wo))
                {
                    wo.mul_(units);
                }
            }
        }

        void FoldHeads(string name, Tensor? heads)
        {
            if (heads is not null && weights.TryGetValue(name, out var v))
                v.mul_(heads.repeat_interleave(model.Config.DKv).unsqueeze(1));
        }
    }
}
