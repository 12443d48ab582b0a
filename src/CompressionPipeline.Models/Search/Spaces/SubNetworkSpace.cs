using CompressionPipeline.Models.Masks;

namespace CompressionPipeline.Models.Search.Spaces;

/// <summary>Sub-networks of a model: each point is a mask.</summary>
/// <remarks>
/// Encoder and decoder have their own variables. Heads of cross-attention go with the self-attention heads of the same number in
/// the same layer. A mask keeps at least one layer of each stack: where a point leaves nothing of a stack, its first layer stays
/// with no head and no unit. That is the paper's network without layers: the residual stream passes such a layer by, and it has
/// no parameters.
/// </remarks>
internal abstract class SubNetworkSpace : SearchSpace
{
    private readonly ModelMask whole;
    private StratifiedSampler? strata;

    /// <param name="name">As in a recipe.</param>
    /// <param name="whole">The model's mask that keeps everything.</param>
    /// <param name="variables">The variables of a stack of this name.</param>
    /// <exception cref="ArgumentException">The mask does not keep everything.</exception>
    /// <exception cref="Core.PipelineException">The space has no two points.</exception>
    protected SubNetworkSpace(string name, ModelMask whole, Func<string, StackMask, IEnumerable<SearchVariable>> variables)
        : base(name, [.. NamedStacks(whole).SelectMany(stack => variables(stack.Name, stack.Whole))])
    {
        if (!whole.IsWhole)
            throw new ArgumentException("A search space is made from the mask that keeps everything.", nameof(whole));
        this.whole = whole;
        var encoder = variables("encoder", whole.Encoder).Count();
        Stacks = whole.Decoder is { } decoder
            ? [new(whole.Encoder, 0, encoder), new(decoder, encoder, Variables.Count - encoder)]
            : [new(whole.Encoder, 0, encoder)];
    }

    /// <summary>The smallest sub-network that training uses; not always the one of the lowest bounds.</summary>
    public abstract int[] Smallest { get; }

    /// <summary>The encoder, and the decoder where the model has one.</summary>
    protected IReadOnlyList<StackVariables> Stacks { get; }

    /// <summary>A space over a model.</summary>
    /// <param name="kind">Which one.</param>
    /// <param name="whole">The model's mask that keeps everything.</param>
    /// <param name="parameters">Parameters of a sub-network, where as many small ones are to be drawn as large ones; null draws
    /// as the space does.</param>
    /// <exception cref="Core.PipelineException">The space has no two points.</exception>
    public static SubNetworkSpace Create(SpaceKind kind, ModelMask whole, Func<ModelMask, long>? parameters = null)
    {
        SubNetworkSpace space = kind switch
        {
            SpaceKind.Small => new SmallSpace(whole),
            SpaceKind.Medium => new MediumSpace(whole),
            SpaceKind.Layer => new LayerSpace(whole),
            _ => new LargeSpace(whole),
        };
        if (parameters is not null)
            space.strata = new(space, space.Draw, point => parameters(space.Mask(point)));
        return space;
    }

    /// <summary>A random point, of the space's own draws or of all sizes alike.</summary>
    public sealed override int[] Sample(Random random) => strata is null ? Draw(random) : strata.Sample(random);

    /// <summary>What a point keeps.</summary>
    /// <exception cref="ArgumentException">It is no point of this space.</exception>
    public ModelMask Mask(IReadOnlyList<int> point)
    {
        if (!Has(point))
            throw new ArgumentException($"This is no point of the search space '{Name}'.", nameof(point));
        int[] values = [.. point];
        StackMask[] kept = [.. Stacks.Select(stack => Stack(Keep(stack.Whole, [.. stack.Of(values)])))];
        return new(kept[0], kept.ElementAtOrDefault(1), whole.Hidden);
    }

    /// <summary>The space's own way to draw a point; by default each variable by itself.</summary>
    protected virtual int[] Draw(Random random) => base.Sample(random);

    /// <summary>What stays of each layer.</summary>
    /// <param name="stack">The stack as a whole.</param>
    /// <param name="values">The values of its variables.</param>
    protected abstract IEnumerable<LayerMask> Keep(StackMask stack, int[] values);

    /// <summary>Heads that go or stay together: those of self-attention, or of cross-attention where there are more.</summary>
    protected static int HeadCount(LayerMask layer) => Math.Max(layer.Heads.Of, layer.CrossHeads?.Of ?? 0);

    private static IEnumerable<(string Name, StackMask Whole)> NamedStacks(ModelMask whole) =>
        whole.Decoder is { } decoder ? [("encoder", whole.Encoder), ("decoder", decoder)] : [("encoder", whole.Encoder)];

    private static StackMask Stack(IEnumerable<LayerMask> layers)
    {
        LayerMask[] all = [.. layers];
        int[] kept = [.. all.Index().Where(layer => !layer.Item.IsEmpty).Select(layer => layer.Index)];
        return new(new(all.Length, kept.Length > 0 ? kept : [0]), all);
    }
}
