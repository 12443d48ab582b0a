using System.Diagnostics;

namespace Benchmarks.Reliability;

/// <summary>Two processes over one empty store: each stage is made once, and both end well.</summary>
internal static class TwoRuns
{
    public static object Measure(Arguments arguments)
    {
        var (recipe, rounds, random) = (
            arguments.Text("recipe", "asymmetric"), arguments.Number("rounds", 10), new Random(arguments.Number("seed", 1)));
        var clock = Stopwatch.StartNew();
        using var job = new SmallJob(recipe);
        var (made, both, wrong) = (0, 0, new List<string>());
        for (var round = 0; round < rounds; round++)
        {
            var store = job.Folder($"store-{round}");
            using var first = job.Start(store);
            Thread.Sleep(random.Next(1000));
            using var second = job.Start(store);
            wrong.AddRange(new[] { first, second }.Where(run => run.End() != 0).Select(run => run.Output));
            var done = first.Done().Concat(second.Done()).Select(stage => stage.Id).ToList();
            if (
                !done.Order(StringComparer.Ordinal).SequenceEqual(
                    job.Stages.Select(stage => stage.Id).Order(StringComparer.Ordinal)))
                wrong.Add($"made were {string.Join(", ", done)}");
            (made, both) = (made + done.Count, both + (first.Done().Count > 0 && second.Done().Count > 0 ? 1 : 0));
            wrong.AddRange(job.Differences(store));
            Directory.Delete(store, recursive: true);
        }
        return new
        {
            recipe, rounds, stages_made = made, rounds_in_which_both_made_some = both, wrong,
            minutes = Math.Round(clock.Elapsed.TotalMinutes, 1), holds = wrong.Count == 0,
        };
    }
}
