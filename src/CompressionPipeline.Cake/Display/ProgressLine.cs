namespace CompressionPipeline.Cake.Display;

/// <summary>An activity in one line.</summary>
internal static class ProgressLine
{
    private const int BarWidth = 20;

    /// <summary><c>training ████░░░░ 42 %  1:23, 1:54 left  loss 2.31</c>, cut to the terminal's width.</summary>
    public static string Live(Activity activity, int width)
    {
        var full = activity.Percent * BarWidth / 100;
        var bar = new string('█', full) + new string('░', BarWidth - full);
        var line = $"{activity.Name} {bar} {activity.Percent} %  {Times(activity)}  {activity.Last.Detail}".TrimEnd();
        return line.Length < width ? line : line[..Math.Max(0, width - 1)];
    }

    /// <summary><c>training 42 %, 1:23, 1:54 left: loss 2.31</c>.</summary>
    public static string Plain(Activity activity)
    {
        var line = $"{activity.Name} {activity.Percent} %, {Times(activity)}";
        return activity.Last.Detail.Length > 0 ? $"{line}: {activity.Last.Detail}" : line;
    }

    /// <summary><c>1:02:03</c> or <c>2:03</c>.</summary>
    public static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"
        : $"{time.Minutes}:{time.Seconds:00}";

    private static string Times(Activity activity) => activity switch
    {
        { IsDone: true } => $"in {Clock(activity.Elapsed)}",
        { Left: { } left } => $"{Clock(activity.Elapsed)}, {Clock(left)} left",
        _ => Clock(activity.Elapsed),
    };
}
