namespace Cake.Frosting.Internal;

internal enum TaskStatus
{
    Executed,
    Skipped,
    Delegated,
    Failed,
}

internal sealed record ReportEntry(string Task, TimeSpan Duration, TaskStatus Status, string SkipReason = "")
{
    /// <summary>Setup and teardown are rows of the report, but no tasks.</summary>
    public bool IsLifetime { get; init; }
}
