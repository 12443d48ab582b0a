using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Masks;

/// <summary>What stays of the encoder or the decoder.</summary>
public sealed record StackMask
{
    /// <summary>What stays of a stack.</summary>
    /// <param name="kept">Layers that stay; at least one.</param>
    /// <param name="layers">What stays inside each layer, for every layer there is; that of a layer that goes is not looked
    /// at.</param>
    /// <exception cref="ArgumentException">No layer stays, the numbers of layers differ, or a layer has no mask.</exception>
    [JsonConstructor]
    public StackMask(KeptIndices kept, IReadOnlyList<LayerMask> layers)
    {
        if (kept.Count == 0)
            throw new ArgumentException("At least one layer must stay.", nameof(kept));
        if (kept.Of != layers.Count)
            throw new ArgumentException($"There are {kept.Of} layers, but masks for {layers.Count}.", nameof(layers));
        // As JSON may say; the type of a list's items does not keep it from null.
        if (layers.Any(layer => layer is null))
            throw new ArgumentException("The mask of a layer is null.", nameof(layers));
        (Kept, Layers) = (kept, layers);
    }

    /// <summary>Layers that stay.</summary>
    public KeptIndices Kept { get; }

    /// <summary>What stays inside each layer, for every layer there is.</summary>
    public IReadOnlyList<LayerMask> Layers { get; }

    /// <summary>The masks of the layers that stay, in order.</summary>
    [JsonIgnore]
    public IEnumerable<LayerMask> KeptLayers => Kept.ToList().Select(layer => Layers[layer]);

    /// <summary>Whether nothing goes.</summary>
    [JsonIgnore]
    public bool IsWhole => Kept.IsWhole && Layers.All(layer => layer.IsWhole);

    /// <summary>The same layers inside, of which only the given ones stay.</summary>
    /// <exception cref="ArgumentException">The list is empty, not ascending, or names a layer that does not exist.</exception>
    public StackMask WithLayers(IReadOnlyList<int> kept) => new(new(Layers.Count, kept), Layers);

    /// <summary>
    /// The same with other widths. A layer in which nothing stays goes as a whole: the residual stream passes it by.
    /// </summary>
    /// <param name="part">Which widths.</param>
    /// <param name="kept">What stays of each layer, for every layer there is.</param>
    /// <exception cref="ArgumentException">Nothing is left of any layer.</exception>
    public StackMask With(MaskPart part, IReadOnlyList<KeptIndices> kept)
    {
        LayerMask[] layers = [.. Layers.Select((layer, i) => part switch
        {
            MaskPart.Heads => layer with { Heads = kept[i] },
            MaskPart.CrossHeads => layer with { CrossHeads = kept[i] },
            _ => layer with { Units = kept[i] },
        })];
        return new(new(Layers.Count, [.. Kept.ToList().Where(i => !layers[i].IsEmpty)]), layers);
    }

    internal StackMask Then(StackMask next)
    {
        var kept = Kept.ToList().ToList();
        return new(Kept.Then(next.Kept), [.. Layers.Select((layer, i) =>
            kept.IndexOf(i) is >= 0 and var place ? layer.Then(next.Layers[place]) : layer)]);
    }

    /// <inheritdoc/>
    public bool Equals(StackMask? other) => other is not null && Kept.Equals(other.Kept) && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kept, Layers.Count);
}

/// <summary>
/// What stays inside a layer. Where no head or no unit stays, the attention or the feed-forward block goes with its norm.
/// </summary>
/// <param name="Heads">Heads of self-attention.</param>
/// <param name="Units">Units of the feed-forward block (d_ff).</param>
/// <param name="CrossHeads">Heads of cross-attention; null outside of decoders.</param>
public sealed record LayerMask(
    KeptIndices Heads,
    KeptIndices Units,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] KeptIndices? CrossHeads = null)
{
    /// <summary>Whether nothing goes.</summary>
    [JsonIgnore]
    public bool IsWhole => Heads.IsWhole && Units.IsWhole && (CrossHeads?.IsWhole ?? true);

    /// <summary>Whether nothing stays.</summary>
    [JsonIgnore]
    public bool IsEmpty => Heads.Count + Units.Count + (CrossHeads?.Count ?? 0) == 0;

    /// <summary>What stays of a part; null where a layer has no such part.</summary>
    public KeptIndices? Of(MaskPart part) => part switch
    {
        MaskPart.Heads => Heads,
        MaskPart.CrossHeads => CrossHeads,
        _ => Units,
    };

    /// <summary>The same layer, of which the first heads and units stay.</summary>
    /// <param name="heads">Heads of each attention; where it has fewer, all stay.</param>
    /// <param name="units">Units of the feed-forward block.</param>
    internal LayerMask First(int heads, int units) => Where(head => head < heads, unit => unit < units);

    /// <summary>The same layer, of which some heads and units stay.</summary>
    /// <param name="head">Whether the head of this number stays, from 0; in a decoder also that of cross-attention.</param>
    /// <param name="unit">Whether the unit of this number stays, from 0.</param>
    internal LayerMask Where(Func<int, bool> head, Func<int, bool> unit)
    {
        return new(Of(Heads, head), Of(Units, unit), CrossHeads is { } cross ? Of(cross, head) : null);

        static KeptIndices Of(KeptIndices all, Func<int, bool> stays) =>
            new(all.Of, [.. Enumerable.Range(0, all.Of).Where(stays)]);
    }

    internal LayerMask Then(LayerMask next) =>
        new(Heads.Then(next.Heads), Units.Then(next.Units), next.CrossHeads is null ? null : CrossHeads?.Then(next.CrossHeads));
}
