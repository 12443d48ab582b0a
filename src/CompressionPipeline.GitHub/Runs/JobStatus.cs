namespace CompressionPipeline.GitHub.Runs;

/// <summary>The state of a job.</summary>
public enum JobState
{
    /// <summary>It waits for a runner.</summary>
    Queued,

    /// <summary>A runner works on it.</summary>
    Running,

    /// <summary>It ended.</summary>
    Completed,
}

/// <summary>A job of a workflow run.</summary>
/// <param name="Name">Its name; of a job in a reusable workflow <c>caller / job</c>.</param>
/// <param name="State">Its state.</param>
internal sealed record JobStatus(string Name, JobState State);
