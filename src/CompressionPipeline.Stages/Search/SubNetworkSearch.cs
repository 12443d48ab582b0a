using CompressionPipeline.Core;
using CompressionPipeline.Models.Search;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Search;

/// <summary>
/// Evaluates sub-networks of a trained super-network, one after the other or several side by side. The state is written after
/// each evaluation, so that a killed search resumes.
/// </summary>
internal class SubNetworkSearch(
    StageContext context, SearchOptions options, SubNetworkSpace space, SubNetworkObjectives objectives)
{
    private readonly SearchProgressFile<SavedSearch> file = new(context, "search-state.json");

    // When each evaluation ended, in seconds since the search began.
    private readonly Dictionary<(int Number, int Resource), double> seconds = [];

    protected StageContext Context => context;

    protected SearchOptions Options => options;

    protected SubNetworkSpace Space => space;

    protected SubNetworkObjectives Objectives => objectives;

    public IReadOnlyList<SearchedNetwork> Run()
    {
        string[] names = [.. objectives.All.Select(objective => objective.Name)];
        var searcher = Create(new(names, context.Seed, options.Parallel) { Points = options.Evaluations });
        Begin(searcher, Resume(searcher));
        var (before, begin) = (seconds.Values.DefaultIfEmpty().Max(), context.Time.GetTimestamp());
        while (Ask(searcher) is { Count: > 0 } candidates)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            foreach (var (candidate, measured) in candidates.Zip(Measure(candidates)))
            {
                searcher.Tell(candidate.Number, objectives.Minimized(measured));
                seconds[(candidate.Number, candidate.Resource)] = before + context.Time.GetElapsedTime(begin).TotalSeconds;
            }
            file.Save(new(searcher.State, Seconds(searcher)));
            Saved(searcher, candidates);
            context.Progress.Step(new(
                "searching", searcher.EndedCount, options.Evaluations, $"{searcher.Front.Count} on the front"));
        }
        if (searcher.IsExhausted)
            context.Progress.Info($"all {searcher.EndedCount} sub-networks of the space '{space.Name}' were looked at");
        if (searcher.FailedCount > 0)
        {
            context.Progress.Warn(
                $"{searcher.FailedCount} of {searcher.EndedCount} sub-networks gave no number and are not on the front");
        }
        var front = searcher.Front.ToHashSet();
        var networks = Finding.Networks(
            [.. searcher.Evaluations.Zip(Seconds(searcher), (one, time) => new Finding(one, time, front.Contains(one)))],
            space, objectives);
        return [.. networks.Zip(searcher.Evaluations, (network, evaluation) =>
            Found(network, evaluation, front.Contains(evaluation)))];
    }

    protected virtual ISearcher Create(SearchSettings settings) => new Searcher(options.Searcher, space, settings);

    /// <summary>Called before the first evaluation.</summary>
    protected virtual void Begin(ISearcher searcher, bool resumes)
    {
    }

    /// <summary>The objectives of each candidate; null where the evaluation failed.</summary>
    protected virtual IReadOnlyList<IReadOnlyList<double>?> Measure(IReadOnlyList<Candidate> candidates) =>
        objectives.Measure([.. candidates.Select(candidate => space.Mask(candidate.Point))]);

    /// <summary>Called when the results of the candidates are on disk.</summary>
    protected virtual void Saved(ISearcher searcher, IReadOnlyList<Candidate> candidates)
    {
    }

    /// <summary>Adds to the entry of an evaluation in <c>search.json</c>.</summary>
    protected virtual SearchedNetwork Found(SearchedNetwork network, Evaluation evaluation, bool isOnFront) => network;

    private List<Candidate> Ask(ISearcher searcher)
    {
        var candidates = new List<Candidate>();
        while (candidates.Count < options.Parallel && searcher.Ask() is { } candidate)
            candidates.Add(candidate);
        return candidates;
    }

    private bool Resume(ISearcher searcher)
    {
        if (file.Read() is not { } saved)
            return false;
        searcher.Resume(saved.Search, file.Path);
        foreach (var (evaluation, time) in searcher.Evaluations.Zip(saved.Seconds))
            seconds[(evaluation.Number, evaluation.Resource)] = time;
        context.Progress.Info($"Resuming from evaluation {searcher.Evaluations.Count}");
        return true;
    }

    private IReadOnlyList<double> Seconds(ISearcher searcher) =>
        [.. searcher.Evaluations.Select(evaluation => seconds[(evaluation.Number, evaluation.Resource)])];

    /// <summary>The state of a search that is resumed later.</summary>
    /// <param name="Search">The state of the searcher.</param>
    /// <param name="Seconds">When each of its evaluations ended, in their order.</param>
    private sealed record SavedSearch(SearchState Search, IReadOnlyList<double> Seconds);
}
