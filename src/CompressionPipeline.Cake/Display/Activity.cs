using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Display;

/// <summary>A long activity in one line: how far it is, how long it has run, and how long it probably will.</summary>
internal sealed class Activity(string name, double doneAtStart, TimeProvider time)
{
    private const int BarWidth = 20;

    private readonly long start = time.GetTimestamp();

    public string Name => name;

    public StageProgress Last { get; set; }

    public TimeSpan Elapsed => time.GetElapsedTime(start);

    public bool IsDone => Last.Total > 0 && Last.Done >= Last.Total;

    private int Percent => Last.Total > 0 ? (int)Math.Clamp(100 * Last.Done / Last.Total, 0, 100) : 0;

    /// <summary>Null before the first progress. A resumed activity is extrapolated from where it resumed.</summary>
    private TimeSpan? Left => Last.Done > doneAtStart && Last.Total > 0
        ? Elapsed * Math.Max(0, (Last.Total - Last.Done) / (Last.Done - doneAtStart))
        : null;

    /// <summary><c>training ████░░░░ 42 %  1:23, 1:54 left  loss 2.31</c>, cut to the terminal's width.</summary>
    public string ToLiveLine(int width)
    {
        var full = Percent * BarWidth / 100;
        var bar = new string('█', full) + new string('░', BarWidth - full);
        var line = $"{name} {bar} {Percent} %  {Times()}  {Last.Detail}".TrimEnd();
        return line.Length < width ? line : line[..Math.Max(0, width - 1)];
    }

    /// <summary><c>training 42 %, 1:23, 1:54 left: loss 2.31</c>.</summary>
    public string ToPlainLine() =>
        $"{name} {Percent} %, {Times()}{(Last.Detail.Length > 0 ? ": " : "")}{Last.Detail}";

    private string Times() =>
        IsDone ? $"in {Clock(Elapsed)}"
        : Left is { } left ? $"{Clock(Elapsed)}, {Clock(left)} left"
        : Clock(Elapsed);

    // 1:02:03 or 2:03.
    private static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"
        : $"{time.Minutes}:{time.Seconds:00}";
}
