using CompressionPipeline.Core;

namespace CompressionPipeline.Pipeline.Running;

/// <summary>What a run did with a planned stage.</summary>
public enum OutcomeKind
{
    /// <summary>It ran and its artifact is in the store.</summary>
    Ran,

    /// <summary>Its artifact was in the store.</summary>
    UpToDate,

    /// <summary>Its artifact is not in the store, and nothing that had to run reads it.</summary>
    NotNeeded,

    /// <summary>Another process made its artifact meanwhile.</summary>
    MadeElsewhere,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>The user asked to stop.</summary>
    Stopped,
}

/// <summary>What a run did with a planned stage, and why.</summary>
/// <param name="Id">The planned stage's id.</param>
/// <param name="Key">The artifact's key, as <c>stage/hex</c>.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Reason">Why it ran or did not, in words; the message where it failed.</param>
/// <param name="DurationSeconds">How long it took.</param>
/// <param name="Metrics">What it measured, this time or when it last ran; without raw samples.</param>
public sealed record StageOutcome(
    string Id, string Key, OutcomeKind Kind, string Reason, double DurationSeconds, IReadOnlyList<Metric> Metrics);
