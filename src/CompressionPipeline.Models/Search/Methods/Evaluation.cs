using System.Text.Json.Serialization;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>A point of the space that waits to be evaluated.</summary>
/// <param name="Number">Its place in the order of asking, from 0.</param>
/// <param name="Point">A value for each variable of the space.</param>
internal sealed record Candidate(int Number, IReadOnlyList<int> Point);

/// <summary>What became of a candidate.</summary>
/// <param name="Number">That of the candidate.</param>
/// <param name="Point">That of the candidate.</param>
/// <param name="Objectives">The less the better, each; null where the evaluation failed. Values that are not finite count as
/// failed.</param>
internal sealed record Evaluation(int Number, IReadOnlyList<int> Point, IReadOnlyList<double>? Objectives)
{
    /// <summary>The less the better, each; null where the evaluation failed.</summary>
    public IReadOnlyList<double>? Objectives { get; } = Objectives?.All(double.IsFinite) == true ? Objectives : null;

    /// <summary>Whether there are no objectives to learn from.</summary>
    [JsonIgnore]
    public bool IsFailed => Objectives is null;
}
