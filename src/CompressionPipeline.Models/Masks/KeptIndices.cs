using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Masks;

/// <summary>
/// Which entries of one dimension stay: layers of a stack, heads of an attention, units of a feed-forward block. Immutable.
/// </summary>
public sealed class KeptIndices : IEquatable<KeptIndices>
{
    /// <summary>A dimension of which the given entries stay.</summary>
    /// <param name="of">Entries there are, at least 0.</param>
    /// <param name="indices">Those that stay, strictly ascending from 0; null keeps all.</param>
    /// <exception cref="ArgumentException">An index does not exist or does not ascend.</exception>
    [JsonConstructor]
    public KeptIndices(int of, IReadOnlyList<int>? indices = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(of);
        for (var i = 0; i < indices?.Count; i++)
        {
            if (indices[i] < 0 || indices[i] >= of)
                throw new ArgumentException($"Index {indices[i]} does not exist: there are {of}, from 0.", nameof(indices));
            if (i > 0 && indices[i] <= indices[i - 1])
                throw new ArgumentException($"Indices must ascend, and {indices[i]} follows {indices[i - 1]}.", nameof(indices));
        }
        (Of, Indices) = (of, indices?.Count == of ? null : indices);
    }

    /// <summary>Entries there are.</summary>
    public int Of { get; }

    /// <summary>Entries that stay, ascending; null where all do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Indices { get; }

    /// <summary>How many stay.</summary>
    [JsonIgnore]
    public int Count => Indices?.Count ?? Of;

    /// <summary>Whether every entry stays.</summary>
    [JsonIgnore]
    public bool IsWhole => Indices is null;

    /// <summary>The entries that stay, ascending.</summary>
    public IReadOnlyList<int> ToList() => Indices ?? [.. Enumerable.Range(0, Of)];

    /// <summary>The place of an entry among those that stay.</summary>
    /// <exception cref="ArgumentException">It does not stay.</exception>
    public int PlaceOf(int index)
    {
        var place = ToList().TakeWhile(kept => kept != index).Count();
        return place < Count
            ? place
            : throw new ArgumentException($"{index} does not stay, and the model cannot do without it.", nameof(index));
    }

    /// <summary>These entries, each as <paramref name="width"/> consecutive ones: heads as rows of a projection.</summary>
    public KeptIndices Repeat(int width) =>
        new(Of * width, Indices?.SelectMany(i => Enumerable.Range(i * width, width)).ToList());

    /// <summary>The entries that stay where <paramref name="next"/> is what stays of these.</summary>
    /// <exception cref="ArgumentException"><paramref name="next"/> is made for another number of entries.</exception>
    public KeptIndices Then(KeptIndices next)
    {
        if (next.Of != Count)
            throw new ArgumentException($"{Count} entries stay, and what follows is made for {next.Of}.", nameof(next));
        var indices = ToList();
        return new(Of, [.. next.ToList().Select(i => indices[i])]);
    }

    /// <inheritdoc/>
    public bool Equals(KeptIndices? other) => other is not null && Of == other.Of && ToList().SequenceEqual(other.ToList());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KeptIndices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Of, Count);

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join(' ', ToList())} of {Of}";
}
