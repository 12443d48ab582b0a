using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>Each layer stays as it is or goes.</summary>
internal sealed class LayerSpace(ModelMask whole) : SubNetworkSpace("layer", whole, (stack, all) =>
    all.Layers.Select((_, i) => new SearchVariable(FormattableString.Invariant($"{stack}.{i}"), 0, 1, IsCategorical: true)))
{
    /// <summary>
    /// No layer, where there is only an encoder; else the first of each stack, since a decoder without layers does not see its
    /// input.
    /// </summary>
    public override int[] Smallest => WithFirstLayers(LowerBounds);

    /// <summary>
    /// Up to one layer less than there are, each number as likely as another, without replacement. A stack of an encoder and a
    /// decoder that would be left without layers keeps its first.
    /// </summary>
    protected override int[] Draw(Random random)
    {
        var point = LowerBounds;
        var layers = Enumerable.Range(0, point.Length).ToArray();
        random.Shuffle(layers);
        foreach (var layer in layers.Take(random.Next(point.Length)))
            point[layer] = 1;
        return WithFirstLayers(point);
    }

    protected override IEnumerable<LayerMask> Keep(StackMask stack, int[] values) =>
        stack.Layers.Select((layer, i) => values[i] == 1 ? layer : layer.First(0, 0));

    private int[] WithFirstLayers(int[] point)
    {
        foreach (var stack in Stacks.Count > 1 ? Stacks : [])
        {
            if (!stack.Of(point).Contains(1))
                stack.Of(point)[0] = 1;
        }
        return point;
    }
}
