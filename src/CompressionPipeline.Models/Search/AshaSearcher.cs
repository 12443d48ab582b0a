using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search;

/// <summary>
/// MO-ASHA (Schmucker et al., arXiv 2106.12639) with one bracket, for points that are trained one by one: after the initial
/// design they are random, and at each rung a point continues only if it is among the best 1/eta of those that reached the rung
/// so far, by non-dominated sorting and epsilon net. A point is proposed once for each epoch, until it is stopped.
/// </summary>
/// <remarks>Which points are stopped depends only on the order in which results arrive.</remarks>
internal sealed class AshaSearcher : ISearcher
{
    private readonly SearchSpace space;
    private readonly SearchSettings settings;
    private readonly AshaRungs rungs;
    private readonly UnseenPoints points;
    private readonly List<Evaluation> told = [];

    // Those that go on, in the order in which they came to it, and those that are being evaluated.
    private readonly List<Candidate> waiting = [];
    private readonly Dictionary<int, Candidate> running = [];
    private readonly Dictionary<int, List<IReadOnlyList<double>>> recorded = [];
    private int begun;

    public AshaSearcher(SearchSpace space, SearchSettings settings, AshaRungs rungs) =>
        (this.space, this.settings, this.rungs, points) = (space, settings, rungs, new(space));

    /// <summary>The evaluations in the order in which they arrived.</summary>
    public IReadOnlyCollection<Evaluation> Evaluations => told;

    /// <summary>
    /// The Pareto front of the evaluations, in their order: a point is on it with the epochs at which it was best, of equal
    /// results with the fewest.
    /// </summary>
    public IReadOnlyList<Evaluation> Front =>
    [
        .. ParetoSet.Of([.. told.Where(evaluation => !evaluation.IsFailed)], evaluation => evaluation.Objectives!)
            .DistinctBy(evaluation => (evaluation.Number, string.Join(' ', evaluation.Objectives!))),
    ];

    /// <inheritdoc/>
    public int FailedCount => told.Count(evaluation => evaluation.IsFailed);

    /// <inheritdoc/>
    public int EndedCount => begun - waiting.Count - running.Count;

    /// <inheritdoc/>
    public bool IsExhausted { get; private set; }

    /// <inheritdoc/>
    public SearchState State => new(
        SearcherKind.MoAsha, space.Fingerprint, settings.Objectives, settings.Seed, settings.InFlight, [.. told])
    {
        Rungs = rungs,
    };

    /// <summary>Whether a point was stopped or has had all its resources.</summary>
    public bool HasEnded(int number) =>
        number < begun && !running.ContainsKey(number) && waiting.TrueForAll(candidate => candidate.Number != number);

    /// <inheritdoc/>
    public Candidate? Ask()
    {
        if (running.Count == settings.InFlight || (waiting.Count == 0 && !Begin()))
            return null;
        var candidate = waiting[0];
        waiting.RemoveAt(0);
        running.Add(candidate.Number, candidate);
        return candidate;
    }

    /// <inheritdoc/>
    public Evaluation Tell(int number, IReadOnlyList<double>? objectives)
    {
        if (!running.TryGetValue(number, out var candidate))
            throw new ArgumentException($"Candidate {number} was not asked for, or was told before.", nameof(number));
        var evaluation = Evaluation.Of(candidate, objectives, settings.Objectives);
        running.Remove(number);
        told.Add(evaluation);
        if (GoesOn(evaluation))
            waiting.Add(candidate with { Resource = candidate.Resource + 1 });
        return evaluation;
    }

    /// <inheritdoc/>
    public void Resume(SearchState state, string source)
    {
        state.RequireSameAs(State, source);
        foreach (var evaluation in state.Evaluations)
        {
            // When it was evaluated, all points of lower numbers had been proposed.
            var most = Math.Min(evaluation.Number + 1L, state.Evaluations.Count + settings.InFlight);
            while (begun < most && Begin())
                continue;
            var candidate = waiting.Find(candidate => candidate.Number == evaluation.Number
                && candidate.Resource == evaluation.Resource && candidate.Point.SequenceEqual(evaluation.Point));
            if (candidate is null || evaluation.Objectives?.Count is { } count && count != settings.Objectives.Count)
                throw SearchJson.Damaged(source, evaluation.Number);
            waiting.Remove(candidate);
            running.Add(candidate.Number, candidate);
            Tell(candidate.Number, evaluation.Objectives);
        }
    }

    // A new point; false where there is none, or where there are as many as are wanted.
    private bool Begin()
    {
        if (begun == settings.Points)
            return false;
        var random = CandidateRandom.Create(settings.Seed, begun);
        var point = points.Next(begun, random, () => space.Sample(random));
        if (point is null)
        {
            IsExhausted = true;
            return false;
        }
        waiting.Add(new(begun++, point));
        return true;
    }

    private bool GoesOn(Evaluation evaluation)
    {
        if (evaluation.IsFailed || evaluation.Resource == rungs.MostResource)
            return false;
        if (!rungs.Levels.Contains(evaluation.Resource))
            return true;
        if (!recorded.TryGetValue(evaluation.Resource, out var rung))
            recorded[evaluation.Resource] = rung = [];
        rung.Add(evaluation.Objectives!);
        return EpsilonNet.Priorities(rung)[^1] * rungs.Eta <= rung.Count;
    }
}
