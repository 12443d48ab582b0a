using System.Text.Json.Serialization;
using CompressionPipeline.Models.Search.Methods;

namespace CompressionPipeline.Models.Search.Asha;

/// <summary>A point that is to be trained.</summary>
/// <param name="Number">Its place in the order of asking, from 0.</param>
/// <param name="Point">A value for each variable of the space.</param>
/// <param name="Resource">What it had before the search was interrupted; 0 for a new one.</param>
internal sealed record Trial(int Number, IReadOnlyList<int> Point, int Resource);

/// <summary>What a trial reached with some resources.</summary>
/// <param name="Resource">What it has had, from 1.</param>
/// <param name="Evaluation">Its number, its point and what came out.</param>
internal sealed record TrialReport(int Resource, Evaluation Evaluation)
{
    /// <summary>That of the trial.</summary>
    [JsonIgnore]
    public int Number => Evaluation.Number;
}

/// <summary>What to do with a trial.</summary>
internal enum TrialDecision
{
    /// <summary>Train on.</summary>
    Continue,

    /// <summary>Others are better at this rung, or it failed: no more resources for it.</summary>
    Stop,

    /// <summary>It has had all resources.</summary>
    Complete,
}
