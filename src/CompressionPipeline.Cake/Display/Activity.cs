using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Display;

/// <summary>A long activity: how long it has run, and how long it probably will.</summary>
internal sealed class Activity(string name, double doneAtStart, TimeProvider time)
{
    private readonly long start = time.GetTimestamp();

    public string Name => name;

    public StageProgress Last { get; set; }

    public TimeSpan Elapsed => time.GetElapsedTime(start);

    public int Percent => Last.Total > 0 ? (int)Math.Clamp(100 * Last.Done / Last.Total, 0, 100) : 0;

    public bool IsDone => Last.Total > 0 && Last.Done >= Last.Total;

    /// <summary>Null before the first progress. A resumed activity is extrapolated from where it resumed.</summary>
    public TimeSpan? Left => Last.Done > doneAtStart && Last.Total > 0
        ? Elapsed * Math.Max(0, (Last.Total - Last.Done) / (Last.Done - doneAtStart))
        : null;
}
