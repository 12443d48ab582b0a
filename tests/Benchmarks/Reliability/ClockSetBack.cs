namespace Benchmarks.Reliability;

/// <summary>
/// Runs that begin a day, a year and ten years before the files that they find, with the system's clock as the program faketime
/// tells it; then in the present again. Nothing that is whole is made again, nothing that is changed is taken for whole.
/// </summary>
internal static class ClockSetBack
{
    public static object Measure(Arguments arguments)
    {
        using var job = new SmallJob(arguments.Text("recipe", "asymmetric"));
        var wrong = new List<string>();
        string[] clocks = ["-1d", "-1y", "-10y", "+1d"];
        foreach (var clock in clocks)
        {
            var store = job.Folder("store " + clock);
            // Half of it in the past, the rest later: killed in the second training.
            var last = job.Stages.Last(stage => stage.Id.EndsWith("/re-fine-tune", StringComparison.Ordinal)).Id;
            using (var first = job.Start(store))
            {
                if (!first.Reaches(last + ": runs,") || !first.KillAfter(TimeSpan.Zero))
                    wrong.Add(first.Output);
            }
            using var past = job.Start(store, "faketime", "-f", clock);
            if (past.End() != 0 || past.Done().Any(stage => stage.Seconds < 0))
                wrong.Add(past.Output);
            using var again = job.Start(store);
            if (again.End() != 0 || again.Done().Count > 0)
                wrong.Add(again.Output);
            wrong.AddRange(job.Differences(store));
        }
        return new { clocks, wrong, holds = wrong.Count == 0 };
    }
}
