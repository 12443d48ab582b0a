using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>A point of the space that waits to be evaluated.</summary>
/// <param name="Number">Its place in the order of proposals, from 0.</param>
/// <param name="Point">A value for each variable of the space.</param>
/// <param name="Resource">After how many epochs it is evaluated, for searchers that evaluate a point several times.</param>
internal sealed record Candidate(int Number, IReadOnlyList<int> Point, int Resource = 1);

/// <summary>The result of a candidate.</summary>
/// <param name="Number">That of the candidate.</param>
/// <param name="Point">That of the candidate.</param>
/// <param name="Objectives">The less the better, each; null where the evaluation failed. Values that are not finite count as
/// failed.</param>
/// <param name="Resource">That of the candidate.</param>
internal sealed record Evaluation(int Number, IReadOnlyList<int> Point, IReadOnlyList<double>? Objectives, int Resource = 1)
{
    public IReadOnlyList<double>? Objectives { get; } = Objectives?.All(double.IsFinite) == true ? Objectives : null;

    /// <summary>Makes the evaluation of a candidate.</summary>
    /// <exception cref="ArgumentException">There is another number of objectives.</exception>
    public static Evaluation Of(Candidate candidate, IReadOnlyList<double>? objectives, IReadOnlyList<string> names) =>
        objectives is null || objectives.Count == names.Count
            ? new(candidate.Number, candidate.Point, objectives, candidate.Resource)
            : throw new ArgumentException(
                $"Candidate {candidate.Number} has {objectives.Count} objectives; the search is for {names.Count}.",
                nameof(objectives));

    /// <summary>Whether there are no objectives to learn from.</summary>
    [JsonIgnore]
    public bool IsFailed => Objectives is null;
}
