using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;

namespace CompressionPipeline.Models.Search;

/// <summary>A search in ask-and-tell form: proposes points to evaluate and takes their results, several at a time.</summary>
internal interface ISearcher
{
    /// <summary>The evaluations so far.</summary>
    IReadOnlyCollection<Evaluation> Evaluations { get; }

    /// <summary>The Pareto front of them, in the same order.</summary>
    IReadOnlyList<Evaluation> Front { get; }

    /// <summary>Points that failed; none of them is on the front.</summary>
    int FailedCount { get; }

    /// <summary>Points whose evaluation is complete.</summary>
    int EndedCount { get; }

    /// <summary>Whether every point of the space was proposed.</summary>
    bool IsExhausted { get; }

    /// <summary>All that <see cref="Resume"/> needs.</summary>
    SearchState State { get; }

    /// <summary>
    /// The next point to evaluate; null where the search first needs results of earlier points, where it has proposed
    /// <see cref="SearchSettings.Points"/>, or where it <see cref="IsExhausted"/>.
    /// </summary>
    Candidate? Ask();

    /// <summary>Takes the result of a candidate.</summary>
    /// <param name="number">The candidate's number.</param>
    /// <param name="objectives">The less the better, each; null, or values that are not finite, where it failed.</param>
    /// <returns>The evaluation as it is kept.</returns>
    /// <exception cref="ArgumentException">The candidate was not proposed, has a result already, or there is another number of
    /// objectives.</exception>
    Evaluation Tell(int number, IReadOnlyList<double>? objectives);

    /// <summary>Resumes an interrupted search; this one must be new.</summary>
    /// <param name="state">The state that was saved.</param>
    /// <param name="source">The state's file, for the error message.</param>
    /// <exception cref="PipelineException">It is the state of another search, or no state of any.</exception>
    void Resume(SearchState state, string source);
}
