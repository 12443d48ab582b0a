using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;

namespace CompressionPipeline.Models.Search;

/// <summary>A search as a file, from which it resumes as if it had never stopped.</summary>
/// <param name="Searcher">Which searcher.</param>
/// <param name="Space">The space's fingerprint.</param>
/// <param name="Objectives">Names of the objectives.</param>
/// <param name="Seed">Of all random choices.</param>
/// <param name="InFlight">Evaluations that may go on at a time.</param>
/// <param name="Evaluations">The evaluations; the order matters for MO-ASHA only.</param>
internal sealed record SearchState(
    SearcherKind Searcher, string Space, IReadOnlyList<string> Objectives, long Seed, int InFlight,
    IReadOnlyList<Evaluation> Evaluations)
{
    /// <summary>For MO-ASHA, when points are compared.</summary>
    public AshaRungs? Rungs { get; init; }

    /// <summary>Refuses the state of another search.</summary>
    /// <param name="begun">The state of the new search, before its first evaluation.</param>
    /// <param name="source">This state's file, for the error message.</param>
    /// <exception cref="PipelineException">Something was changed; says what.</exception>
    public void RequireSameAs(SearchState begun, string source)
    {
        SearchJson.Require(source, "searcher", $"{Searcher}", $"{begun.Searcher}");
        SearchJson.Require(source, "rungs", $"{Rungs}", $"{begun.Rungs}");
        SearchJson.Require(source, "space", Space, begun.Space);
        SearchJson.Require(source, "objectives", string.Join(", ", Objectives), string.Join(", ", begun.Objectives));
        SearchJson.Require(source, "seed", FormattableString.Invariant($"{Seed}"), FormattableString.Invariant($"{begun.Seed}"));
        SearchJson.Require(
            source, "in-flight", FormattableString.Invariant($"{InFlight}"), FormattableString.Invariant($"{begun.InFlight}"));
    }
}
