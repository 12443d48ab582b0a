namespace CompressionPipeline.Pipeline.Planning;

/// <summary>Whether a planned stage has to run.</summary>
public enum StageState
{
    /// <summary>Its artifact is in the store and whole.</summary>
    UpToDate,

    /// <summary>It never ran under this id.</summary>
    New,

    /// <summary>Something that goes into it changed since it last ran.</summary>
    Changed,

    /// <summary>Its artifact is in the store, but not as it was written.</summary>
    Damaged,

    /// <summary>It ran with all the same, but its artifact is no longer in the store.</summary>
    Gone,

    /// <summary>It never ran under this id, and nothing that has to run reads its artifact.</summary>
    NotNeeded,
}

/// <summary>What a run would do with a planned stage, and why.</summary>
/// <param name="Planned">The stage.</param>
/// <param name="State">Whether it has to run.</param>
/// <param name="Reason">Why, in words: <c>option learning-rate changed 0.001 → 0.002 since 2025-01-01</c>.</param>
public sealed record StageStatus(PlannedStage Planned, StageState State, string Reason)
{
    /// <summary>Whether a run would run it.</summary>
    public bool WillRun => State is not (StageState.UpToDate or StageState.NotNeeded);
}
