using System.Text.Json;
using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Verdicts.Results;

namespace Benchmarks.Searching;

/// <summary>How a super-network is trained, what is searched in it, and by what.</summary>
internal sealed record SearchCell(SuperNetworkStrategy Strategy, SpaceKind Space, SearcherKind Searcher)
{
    /// <summary>The cell that trains this one's super-network.</summary>
    public SearchCell First => this with { Searcher = SearcherKind.Random };

    public override string ToString() =>
        $"{OptionsJson.NameOf(Strategy)}-{OptionsJson.NameOf(Space)}-{OptionsJson.NameOf(Searcher)}";
}

/// <summary>A search of one seed.</summary>
internal sealed record SearchRun(SearchCell Cell, SearchResult Result)
{
    /// <summary>The objectives of each network in order, the less the better; those that failed are left out.</summary>
    public IReadOnlyList<double[]> Minimized { get; } =
        [.. Result.Networks.Where(network => network.Values is not null).Select(network => network.Values!.Select((value, i) =>
            Result.Objectives[i].Direction == Direction.HigherIsBetter ? -value : value).ToArray())];
}

/// <summary>Cells that differ in one thing.</summary>
/// <param name="Title">What differs.</param>
/// <param name="Same">What is the same.</param>
/// <param name="Cells">The cells.</param>
/// <param name="Differs">What differs, of one of them.</param>
internal sealed record Comparison(string Title, string Same, IReadOnlyList<SearchCell> Cells, Func<SearchCell, Enum> Differs)
{
    public string NameOf(SearchCell cell) => JsonNamingPolicy.KebabCaseLower.ConvertName(Differs(cell).ToString());
}
