using System.Diagnostics;

namespace Benchmarks;

/// <summary>
/// Milliseconds of an action: the first time, which is what a job pays, and the median of later times, when the compiler is done.
/// </summary>
internal sealed record Timed(double FirstMs, double LaterMs)
{
    public static Timed Of(int runs, Action action)
    {
        var times = Enumerable.Range(0, 1 + runs).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            action();
            return watch.Elapsed.TotalMilliseconds;
        }).ToList();
        return new(Math.Round(times[0], 1), Math.Round(times.Skip(1).Order().ElementAt(runs / 2), 1));
    }
}
