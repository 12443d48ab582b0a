using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search;

/// <summary>
/// MO-ASHA (Schmucker et al., arXiv 2106.12639), for points that are trained each by itself: beyond the initial design they are
/// random, and at each rung one goes on only where it is among the best 1/eta of those that came so far, by non-dominated
/// sorting and epsilon net. One bracket. A point is asked for again and again, each time with one resource more, until it stops.
/// </summary>
/// <remarks>Which points stop depends on the order in which they are told, and on nothing else.</remarks>
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

    /// <param name="space">What is searched.</param>
    /// <param name="settings">What it is for.</param>
    /// <param name="rungs">With which resources points are compared.</param>
    public AshaSearcher(SearchSpace space, SearchSettings settings, AshaRungs rungs) =>
        (this.space, this.settings, this.rungs, points) = (space, settings, rungs, new(space));

    /// <summary>What was told, in this order.</summary>
    public IReadOnlyCollection<Evaluation> Evaluations => told;

    /// <summary>
    /// What no other evaluation beats, in their order. A point is on it as it was best; where more resources brought nothing, as
    /// it was before them.
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

    /// <summary>Whether a point is not asked for any more.</summary>
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
            // Each point before it was told, too, or was being evaluated.
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
