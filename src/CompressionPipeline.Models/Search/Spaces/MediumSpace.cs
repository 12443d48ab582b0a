using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>How many heads and units of each layer stay: the first ones.</summary>
internal sealed class MediumSpace(ModelMask whole) : SubNetworkSpace("medium", whole, (stack, all) =>
    all.Layers.SelectMany((layer, i) => new SearchVariable[]
    {
        new(FormattableString.Invariant($"{stack}.{i}.heads"), 0, HeadCount(layer)),
        new(FormattableString.Invariant($"{stack}.{i}.units"), 0, layer.Units.Of),
    }))
{
    /// <summary>One head and one unit in each layer.</summary>
    public override int[] Smallest => [.. Variables.Select(variable => Math.Min(1, variable.Upper))];

    protected override IEnumerable<LayerMask> Keep(StackMask stack, int[] values) =>
        stack.Layers.Select((layer, i) => layer.First(values[2 * i], values[(2 * i) + 1]));
}
