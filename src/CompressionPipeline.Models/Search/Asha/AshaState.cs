using CompressionPipeline.Core;

namespace CompressionPipeline.Models.Search.Asha;

/// <summary>A search with MO-ASHA as a file: from it the search goes on.</summary>
/// <param name="Rungs">With which resources trials are compared.</param>
/// <param name="Space">The space's fingerprint.</param>
/// <param name="Objectives">Names of the objectives.</param>
/// <param name="Seed">Of all random choices.</param>
/// <param name="Reports">What was told, in this order.</param>
internal sealed record AshaState(
    AshaRungs Rungs, string Space, IReadOnlyList<string> Objectives, long Seed, IReadOnlyList<TrialReport> Reports)
{
    /// <summary>Refuses the state of a search for something else.</summary>
    /// <param name="begun">The state of the search that is to go on, before its first report.</param>
    /// <param name="source">This state's file, for the error message.</param>
    /// <exception cref="PipelineException">Something was changed; says what.</exception>
    public void RequireSameAs(AshaState begun, string source)
    {
        SearchJson.Require(source, "rungs", $"{Rungs}", $"{begun.Rungs}");
        SearchJson.Require(source, "space", Space, begun.Space);
        SearchJson.Require(source, "objectives", string.Join(", ", Objectives), string.Join(", ", begun.Objectives));
        SearchJson.Require(source, "seed", FormattableString.Invariant($"{Seed}"), FormattableString.Invariant($"{begun.Seed}"));
    }
}
