using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>What a method may use to propose a point.</summary>
/// <param name="Number">How many points were proposed before.</param>
/// <param name="Random">The random numbers of this proposal.</param>
/// <param name="Open">Points that are being evaluated.</param>
/// <param name="IsSeen">Whether a point was proposed before.</param>
internal sealed record ProposalContext(int Number, Random Random, IReadOnlyList<int[]> Open, Func<int[], bool> IsSeen);

/// <summary>
/// How a searcher proposes its next point: from the evaluations it was given, in their order, and the context alone.
/// </summary>
internal abstract class SearchMethod(SearchSpace space)
{
    /// <summary>Random points that are evaluated after the bounds and the mid-point.</summary>
    public virtual int RandomStarts => 0;

    /// <summary>What is searched.</summary>
    protected SearchSpace Space { get; } = space;

    /// <summary>Takes an evaluation that did not fail; they come in the order of their numbers.</summary>
    public abstract void Learn(Evaluation evaluation);

    /// <summary>Takes an evaluation that failed, in the same order; ignored by default.</summary>
    public virtual void Fail(Evaluation evaluation)
    {
    }

    /// <summary>The next point; it may have been seen before. Null where the method knows none.</summary>
    public abstract int[]? Propose(ProposalContext context);
}
