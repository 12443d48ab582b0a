namespace CompressionPipeline.GitHub.Runs;

/// <summary>How far a job is.</summary>
internal enum JobState
{
    /// <summary>Nobody has taken it yet.</summary>
    Queued,

    /// <summary>Somebody works on it.</summary>
    Running,

    /// <summary>It ended, one way or another.</summary>
    Completed,
}

/// <summary>A job of a workflow run.</summary>
/// <param name="Name">Its name; of a job in a reusable workflow <c>caller / job</c>.</param>
/// <param name="State">How far it is.</param>
internal sealed record JobStatus(string Name, JobState State);
