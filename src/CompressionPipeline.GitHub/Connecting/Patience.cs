namespace CompressionPipeline.GitHub.Connecting;

/// <summary>How often and how long a call is tried again.</summary>
public sealed record Patience
{
    /// <summary>Tries of one call, the first included. At least 1.</summary>
    public int Attempts { get; init; } = 6;

    /// <summary>The first wait after a lost or failed answer; each further wait is twice as long. Above 0.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such wait.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first wait after a limit of which GitHub does not say how long it lasts; GitHub asks for a minute at least.</summary>
    public TimeSpan Unsaid { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest that all waits of one call may take together; a limit that lasts longer is explained instead.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The wait after an attempt, counted from 1.</summary>
    internal static TimeSpan Backoff(TimeSpan first, TimeSpan longest, int attempt)
    {
        var wait = first * Math.Pow(2, Math.Min(attempt - 1, 20));
        return wait < longest ? wait : longest;
    }
}
