using System.Globalization;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Internal;

/// <summary>Banners around tasks, and the table of tasks, durations and statuses that ends a run.</summary>
internal sealed class ReportPrinter(CakeConsole console, ICakeLog log)
{
    private const int Red = 31, Green = 32, Cyan = 36, Grey = 90;

    public void Banner(string name, char line = '=')
    {
        if (log.Verbosity < Verbosity.Normal)
            return;
        console.WriteLine();
        console.WriteLine(new string(line, 40));
        console.WriteLine(name);
        console.WriteLine(new string(line, 40));
    }

    public void Write(IReadOnlyList<ReportEntry> entries)
    {
        if (entries.Count == 0 || log.Verbosity < Verbosity.Minimal)
            return;
        var name = Math.Max(29, entries.Max(entry => entry.Task.Length)) + 1;
        var reasons = entries.Any(entry => entry.SkipReason.Length > 0);
        var width = name + 20 + 11 + (reasons ? Math.Max(11, entries.Max(entry => entry.SkipReason.Length)) : 0);
        string Row(string task, string duration, string status, string reason) =>
            $"{task.PadRight(name)}{duration,-20}{status,-11}{(reasons ? reason : "")}".TrimEnd();

        console.WriteLine();
        console.WriteLine(Row("Task", "Duration", "Status", "Skip Reason"), Green);
        console.WriteLine(new string('-', width), Green);
        foreach (var entry in entries)
        {
            if (entry.Status == TaskStatus.Delegated && log.Verbosity < Verbosity.Verbose)
                continue;
            var duration = entry.Status == TaskStatus.Skipped ? "-" : Time(entry.Duration);
            console.WriteLine(Row(entry.Task, duration, entry.Status.ToString(), entry.SkipReason), Colour(entry));
        }
        console.WriteLine(new string('-', width), Green);
        console.WriteLine(Row("Total:", Time(new TimeSpan(entries.Sum(entry => entry.Duration.Ticks))), "", ""), Green);
    }

    private static int Colour(ReportEntry entry) => entry switch
    {
        { IsLifetime: true } => Cyan,
        { Status: TaskStatus.Failed } => Red,
        { Status: TaskStatus.Executed } => Green,
        _ => Grey,
    };

    private static string Time(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);
}
