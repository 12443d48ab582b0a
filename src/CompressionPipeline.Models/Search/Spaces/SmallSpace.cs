using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>
/// How many layers of a stack stay, and how many heads and units in each of them: the first ones. An encoder alone may lose all
/// layers, as in the paper; of an encoder and a decoder each keeps at least one.
/// </summary>
internal sealed class SmallSpace(ModelMask whole) : SubNetworkSpace("small", whole, (stack, all) =>
[
    new($"{stack}-layers", whole.Decoder is null ? 0 : 1, all.Layers.Count),
    FromOne($"{stack}-heads", all.Layers.Max(HeadCount)),
    FromOne($"{stack}-units", all.Layers.Max(layer => layer.Units.Of)),
])
{
    /// <summary>One layer with one head and one unit in each stack.</summary>
    public override int[] Smallest => [.. Variables.Select(variable => Math.Min(1, variable.Upper))];

    /// <summary>Without layers, heads and units mean nothing: they have their lowest values.</summary>
    public override int[] Canonical(int[] point)
    {
        int[] canonical = [.. point];
        foreach (var stack in Stacks.Where(stack => stack.Of(canonical)[0] == 0))
            LowerBounds.AsSpan(stack.Start, stack.Count).CopyTo(stack.Of(canonical));
        return canonical;
    }

    protected override IEnumerable<LayerMask> Keep(StackMask stack, int[] values) =>
        stack.Layers.Select((layer, i) => i < values[0] ? layer.First(values[1], values[2]) : layer.First(0, 0));

    // A model that was pruned before may have nothing left of a kind.
    private static SearchVariable FromOne(string name, int count) => new(name, Math.Min(1, count), count);
}
