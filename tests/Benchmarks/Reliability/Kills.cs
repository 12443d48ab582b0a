using System.Diagnostics;

namespace Benchmarks.Reliability;

/// <summary>
/// SIGKILL at random moments of random stages. A job is killed several times, then let through; it must end as if nothing had
/// been.
/// </summary>
internal static class Kills
{
    private const int MostOfAJob = 6;

    public static object Measure(Arguments arguments)
    {
        var (recipe, kills, random) = (
            arguments.Text("recipe", "asymmetric"), arguments.Number("kills", 50), new Random(arguments.Number("seed", 1)));
        var clock = Stopwatch.StartNew();
        using var job = new SmallJob(recipe);
        var (killed, jobs, resumed, wrong) = (new List<string>(), 0, 0, new List<string>());
        for (; killed.Count < kills; jobs++)
        {
            var (store, done) = (job.Folder($"store-{jobs}"), new HashSet<string>());
            // In the order of the plan: a kill late in a job would leave only the last stages to the next one.
            foreach (var (id, seconds) in Enumerable.Range(0, Math.Min(MostOfAJob, kills - killed.Count))
                .Select(_ => random.Next(job.Stages.Count)).Order().Select(index => job.Stages[index]))
            {
                if (done.Contains(id))
                    continue;
                using var run = job.Start(store);
                // A little longer than the stage took, so that its publishing, and the way to the next one, are met as well.
                if (!run.Reaches(id + ": runs,") || !run.KillAfter(TimeSpan.FromSeconds(random.NextDouble() * (seconds + 0.1))))
                {
                    // A kill before hit the moment between its publishing and the line about it; or this one came too late.
                    wrong.AddRange(run.End() == 0 ? [] : [run.Output]);
                    break;
                }
                killed.Add(run.Stage?.Split('/')[^1] ?? "between two stages");
                resumed += run.Lines.Count(line => line.StartsWith("Resuming from ", StringComparison.Ordinal));
                done.UnionWith(run.Done().Select(stage => stage.Id));
            }
            using var last = job.Start(store);
            if (last.End() != 0)
                wrong.Add(last.Output);
            resumed += last.Lines.Count(line => line.StartsWith("Resuming from ", StringComparison.Ordinal));
            wrong.AddRange(job.Differences(store).Select(difference => $"{store}: {difference}"));
            Directory.Delete(store, recursive: true);
        }
        return new
        {
            recipe,
            kills = killed.Count,
            in_stages = killed.CountBy(stage => stage).OrderBy(stage => stage.Key, StringComparer.Ordinal).ToDictionary(),
            resumed,
            jobs,
            compared_files = job.Expected.Count,
            wrong,
            minutes = Math.Round(clock.Elapsed.TotalMinutes, 1),
            holds = wrong.Count == 0,
        };
    }
}
