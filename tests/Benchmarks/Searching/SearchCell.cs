using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks.Searching;

/// <summary>What makes smaller networks of a model.</summary>
internal abstract record StudyCell
{
    /// <summary>The cell whose training this one's networks come from.</summary>
    public virtual StudyCell First => this;

    /// <summary>Whether it comes out otherwise with another seed.</summary>
    public virtual bool IsRandom => true;
}

/// <summary>How a super-network is trained, what is searched in it, and by what.</summary>
internal sealed record SearchCell(SuperNetworkStrategy Strategy, SpaceKind Space, SearcherKind Searcher) : StudyCell
{
    public override StudyCell First => this with { Searcher = SearcherKind.Random };

    public override string ToString() =>
        $"{OptionsJson.NameOf(Strategy)}-{OptionsJson.NameOf(Space)}-{OptionsJson.NameOf(Searcher)}";
}

/// <summary>A way to prune without a search, over a range of sizes.</summary>
/// <param name="Kind">The way.</param>
/// <param name="IsTrained">Whether each network is trained for as many steps as a super-network.</param>
internal sealed record BaselineCell(BaselineKind Kind, bool IsTrained) : StudyCell
{
    public override bool IsRandom => IsTrained;

    /// <summary>As its paper does it; layers are dropped without training too, for what it gives back.</summary>
    public static IEnumerable<BaselineCell> Of(BaselineKind kind)
    {
        if (kind is BaselineKind.LayerDropping or BaselineKind.HeadPruning or BaselineKind.MaskSearch)
            yield return new(kind, IsTrained: false);
        if (kind is not (BaselineKind.HeadPruning or BaselineKind.MaskSearch))
            yield return new(kind, IsTrained: true);
    }

    public override string ToString() => OptionsJson.NameOf(Kind) + (IsTrained ? "-trained" : "");
}

/// <summary>A search of one seed, or what a baseline made.</summary>
internal sealed record SearchRun(StudyCell Cell, SearchResult Result)
{
    /// <summary>The objectives of each network in order, the less the better; those that failed are left out.</summary>
    public IReadOnlyList<double[]> Minimized { get; } =
        [.. Result.Networks.Where(network => network.Values is not null).Select(network => network.Values!.Select((value, i) =>
            Result.Objectives[i].Direction == Direction.HigherIsBetter ? -value : value).ToArray())];

    /// <summary>The best quality, as it was measured, of the networks that cost at most this; null where none does.</summary>
    public double? Within(double cost) => Minimized.Where(values => values[1] <= cost).MinBy(values => values[0]) is not { } best
        ? null
        : Result.Objectives[0].Direction == Direction.HigherIsBetter ? -best[0] : best[0];
}

/// <summary>Cells beside each other.</summary>
/// <param name="Title">What differs.</param>
/// <param name="Same">What is the same.</param>
/// <param name="Lines">The cells and their names.</param>
internal sealed record Comparison(string Title, string Same, IReadOnlyList<(string Name, StudyCell Cell)> Lines)
{
    /// <summary>Whether the networks matter, and not the order in which they were found.</summary>
    public bool IsOfFronts { get; init; }
}
