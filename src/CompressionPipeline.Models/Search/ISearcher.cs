using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;

namespace CompressionPipeline.Models.Search;

/// <summary>A search: asks for points to evaluate and is told what came out, several at a time.</summary>
internal interface ISearcher
{
    /// <summary>What was told.</summary>
    IReadOnlyCollection<Evaluation> Evaluations { get; }

    /// <summary>Those that no other one beats, in the same order.</summary>
    IReadOnlyList<Evaluation> Front { get; }

    /// <summary>Points that failed; none of them is on the front.</summary>
    int FailedCount { get; }

    /// <summary>Points that are not evaluated any more.</summary>
    int EndedCount { get; }

    /// <summary>Whether every point of the space was asked for.</summary>
    bool IsExhausted { get; }

    /// <summary>All that <see cref="Resume"/> needs.</summary>
    SearchState State { get; }

    /// <summary>
    /// The next point to evaluate; null where the search must first be told more of what it asked for, where it has asked for
    /// <see cref="SearchSettings.Points"/>, or where it <see cref="IsExhausted"/>.
    /// </summary>
    Candidate? Ask();

    /// <summary>Takes what came out.</summary>
    /// <param name="number">Of the candidate.</param>
    /// <param name="objectives">The less the better, each; null, or values that are not finite, where it failed.</param>
    /// <returns>The evaluation as it is kept.</returns>
    /// <exception cref="ArgumentException">The candidate was not asked for, was told before, or there is another number of
    /// objectives.</exception>
    Evaluation Tell(int number, IReadOnlyList<double>? objectives);

    /// <summary>Goes on with a search that was interrupted; this one must be new.</summary>
    /// <param name="state">Where it was.</param>
    /// <param name="source">The state's file, for the error message.</param>
    /// <exception cref="PipelineException">It is the state of another search, or no state of any.</exception>
    void Resume(SearchState state, string source);
}
