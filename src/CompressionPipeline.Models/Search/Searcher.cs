using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Bayesian;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search;

/// <summary>
/// A search with a <see cref="SearchMethod"/>. Each point depends only on the seed and on the evaluations of the points that were
/// proposed at least <see cref="SearchSettings.InFlight"/> before it, so that the result is the same whichever evaluation ends
/// first, and however often the search is interrupted.
/// </summary>
internal sealed class Searcher : ISearcher
{
    private readonly SearcherKind kind;
    private readonly SearchSpace space;
    private readonly SearchSettings settings;
    private readonly SearchMethod method;
    private readonly UnseenPoints points;
    private readonly List<int[]> asked = [];
    private readonly SortedDictionary<int, Evaluation> told = [];
    private readonly Queue<int> askedAgain = [];
    private int learnt;

    public Searcher(SearcherKind kind, SearchSpace space, SearchSettings settings)
    {
        (this.kind, this.space, this.settings) = (kind, space, settings);
        method = kind switch
        {
            SearcherKind.Local => new LocalSearch(space),
            SearcherKind.MoRea => new RegularizedEvolution(space),
            SearcherKind.Nsga2 => new Nsga2(space),
            SearcherKind.LsBo => new SumSearch(space),
            SearcherKind.RsBo => new RandomWeightSearch(space),
            SearcherKind.Ehvi => new HypervolumeSearch(space),
            SearcherKind.Random => new RandomSearch(space),
            _ => throw new ArgumentException($"{kind} trains what it looks at, and is a searcher of its own.", nameof(kind)),
        };
        points = new(space);
    }

    /// <inheritdoc/>
    public bool IsExhausted { get; private set; }

    /// <summary>The evaluations in the order of their numbers.</summary>
    public IReadOnlyCollection<Evaluation> Evaluations => told.Values;

    /// <inheritdoc/>
    public IReadOnlyList<Evaluation> Front => ParetoSet.Of(
        [.. told.Values.Where(evaluation => !evaluation.IsFailed)], evaluation => evaluation.Objectives!);

    /// <inheritdoc/>
    public int FailedCount => told.Values.Count(evaluation => evaluation.IsFailed);

    /// <inheritdoc/>
    public int EndedCount => told.Count;

    /// <inheritdoc/>
    public SearchState State => new(
        kind, space.Fingerprint, settings.Objectives, settings.Seed, settings.InFlight, [.. told.Values]);

    /// <inheritdoc/>
    public Candidate? Ask()
    {
        if (askedAgain.TryDequeue(out var number))
            return new(number, asked[number]);
        return IsExhausted || asked.Count == settings.Points || !Learn(asked.Count) ? null : Next();
    }

    /// <inheritdoc/>
    public Evaluation Tell(int number, IReadOnlyList<double>? objectives)
    {
        if (number < 0 || number >= asked.Count)
            throw new ArgumentException($"Candidate {number} was not asked for.", nameof(number));
        var evaluation = Evaluation.Of(new(number, asked[number]), objectives, settings.Objectives);
        return told.TryAdd(number, evaluation)
            ? evaluation
            : throw new ArgumentException($"Candidate {number} was told before.", nameof(number));
    }

    /// <inheritdoc/>
    public void Resume(SearchState state, string source)
    {
        state.RequireSameAs(State, source);
        var recorded = new Dictionary<int, Evaluation>();
        foreach (var evaluation in state.Evaluations)
        {
            var objectives = evaluation.Objectives?.Count ?? settings.Objectives.Count;
            if (evaluation.Number < 0 || !space.Has(evaluation.Point) || objectives != settings.Objectives.Count
                || !recorded.TryAdd(evaluation.Number, evaluation))
            {
                throw SearchJson.Damaged(source, evaluation.Number);
            }
        }
        // Candidates that had no result when the search stopped are proposed again.
        for (var number = 0; number <= recorded.Keys.DefaultIfEmpty(-1).Max(); number++)
        {
            if (recorded.TryGetValue(number, out var evaluation))
                Keep(evaluation);
            else if (Learn(number) && Next() is not null)
                askedAgain.Enqueue(number);
            else
                throw SearchJson.Damaged(source, number);
        }

        void Keep(Evaluation evaluation)
        {
            int[] point = [.. evaluation.Point];
            if (!points.Add(point))
                throw SearchJson.Damaged(source, evaluation.Number);
            asked.Add(point);
            told.Add(evaluation.Number, evaluation);
        }
    }

    // Hands the method what a candidate may know; false where some of it is still being evaluated.
    private bool Learn(int number)
    {
        for (; learnt <= number - settings.InFlight; learnt++)
        {
            if (!told.TryGetValue(learnt, out var evaluation))
                return false;
            if (evaluation.IsFailed)
                method.Fail(evaluation);
            else
                method.Learn(evaluation);
        }
        return true;
    }

    private Candidate? Next()
    {
        var number = asked.Count;
        var random = CandidateRandom.Create(settings.Seed, number);
        var context = new ProposalContext(number, random, [.. asked.Skip(learnt)], points.IsSeen);
        var point = points.Next(number, random, () => number < space.InitialDesign.Count + method.RandomStarts
            ? space.Sample(random)
            : method.Propose(context));
        if (point is null)
        {
            IsExhausted = true;
            return null;
        }
        asked.Add(point);
        return new(number, point);
    }
}
