using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// Looks at sub-networks of a trained super-network, one evaluation after the other or several side by side. What is known is
/// written after each, so that a killed search goes on.
/// </summary>
internal sealed class SubNetworkSearch(
    StageContext context, SearchOptions options, SubNetworkSpace space, SubNetworkObjectives objectives)
{
    private readonly SearchProgressFile<SavedSearch> file = new(context, "search-state.json");

    // When each evaluation ended, in seconds since the search began.
    private readonly SortedDictionary<int, double> seconds = [];

    public IReadOnlyList<SearchedNetwork> Run()
    {
        string[] names = [.. objectives.All.Select(objective => objective.Name)];
        var searcher = new Searcher(options.Searcher, space, new(names, context.Seed, options.Parallel));
        Resume(searcher);
        var (before, begin) = (seconds.Values.DefaultIfEmpty().Max(), context.Time.GetTimestamp());
        while (searcher.Evaluations.Count < options.Evaluations)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var candidates = Ask(searcher, options.Evaluations - searcher.Evaluations.Count, options.Parallel);
            if (candidates.Count == 0)
                break;
            var values = objectives.Measure([.. candidates.Select(candidate => space.Mask(candidate.Point))]);
            foreach (var (candidate, measured) in candidates.Zip(values))
            {
                searcher.Tell(candidate.Number, objectives.Minimized(measured));
                seconds[candidate.Number] = before + context.Time.GetElapsedTime(begin).TotalSeconds;
            }
            file.Save(new(searcher.State, [.. seconds.Values]));
            context.Progress.Step(new(
                "searching", searcher.Evaluations.Count, options.Evaluations, $"{searcher.Front.Count} on the front"));
        }
        if (searcher.IsExhausted)
            context.Progress.Info($"all {searcher.Evaluations.Count} sub-networks of the space '{space.Name}' were looked at");
        if (searcher.FailedCount > 0)
        {
            context.Progress.Warn($"{searcher.FailedCount} of {searcher.Evaluations.Count} sub-networks gave no number "
                + "and are not on the front");
        }
        var front = searcher.Front.ToHashSet();
        return Finding.Networks(
            [.. searcher.Evaluations.Select(one => new Finding(one, seconds[one.Number], front.Contains(one)))],
            space, objectives);
    }

    private static List<Candidate> Ask(Searcher searcher, int most, int parallel)
    {
        var candidates = new List<Candidate>();
        while (candidates.Count < Math.Min(most, parallel) && searcher.Ask() is { } candidate)
            candidates.Add(candidate);
        return candidates;
    }

    private void Resume(Searcher searcher)
    {
        if (file.Read() is not { } saved)
            return;
        searcher.Resume(saved.Search, file.Path);
        foreach (var (evaluation, time) in searcher.Evaluations.Zip(saved.Seconds))
            seconds[evaluation.Number] = time;
        context.Progress.Info($"Resuming from evaluation {searcher.Evaluations.Count}");
    }

    /// <summary>A search that goes on later.</summary>
    /// <param name="Search">What the searcher knows.</param>
    /// <param name="Seconds">When each of its evaluations ended, in their order.</param>
    private sealed record SavedSearch(SearchState Search, IReadOnlyList<double> Seconds);
}
