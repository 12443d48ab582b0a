using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Asha;

/// <summary>
/// MO-ASHA (Schmucker et al., arXiv 2106.12639), for points that are trained each by itself: beyond the initial design they are
/// random, and at each rung a trial goes on only where it is among the best 1/eta of those that came so far, by non-dominated
/// sorting and epsilon net. One bracket.
/// </summary>
/// <remarks>Which trials stop depends on the order of the reports, and on nothing else.</remarks>
internal sealed class AshaSearcher
{
    private readonly SearchSpace space;
    private readonly SearchSettings settings;
    private readonly AshaRungs rungs;
    private readonly UnseenPoints points;
    private readonly List<Trial> trials = [];
    private readonly List<TrialReport> reports = [];
    private readonly Dictionary<int, TrialReport> latest = [];
    private readonly HashSet<int> ended = [];
    private readonly Dictionary<int, List<IReadOnlyList<double>>> recorded = [];
    private readonly Queue<Trial> askedAgain = [];

    /// <param name="space">What is searched.</param>
    /// <param name="settings">What it is for.</param>
    /// <param name="rungs">With which resources trials are compared.</param>
    public AshaSearcher(SearchSpace space, SearchSettings settings, AshaRungs rungs) =>
        (this.space, this.settings, this.rungs, points) = (space, settings, rungs, new(space));

    /// <summary>What was told, in this order.</summary>
    public IReadOnlyList<TrialReport> Reports => reports;

    /// <summary>
    /// What no other report beats, in the order of the reports. A trial is on it as it was best; where more resources brought
    /// nothing, as it was before them.
    /// </summary>
    public IReadOnlyList<TrialReport> Front => [.. ParetoSet.Of(
            [.. reports.Where(report => !report.Evaluation.IsFailed)], report => report.Evaluation.Objectives!)
        .DistinctBy(report => (report.Number, string.Join(' ', report.Evaluation.Objectives!)))];

    /// <summary>Trials that have had all they get.</summary>
    public int EndedCount => ended.Count;

    /// <summary>Trials that failed; none of them is on the front.</summary>
    public int FailedCount => latest.Values.Count(report => report.Evaluation.IsFailed);

    /// <summary>All that <see cref="Resume"/> needs.</summary>
    public AshaState State => new(rungs, space.Fingerprint, settings.Objectives, settings.Seed, [.. reports]);

    /// <summary>
    /// The next trial: one that was interrupted, else a new one; null where every point of the space was asked for.
    /// </summary>
    public Trial? Ask()
    {
        if (askedAgain.TryDequeue(out var interrupted))
            return interrupted;
        var random = CandidateRandom.Create(settings.Seed, trials.Count);
        var point = space.InitialDesign.Skip(trials.Count).FirstOrDefault(point => !points.IsSeen(point))
            ?? points.Choose(random, () => space.Sample(random));
        if (point is null)
            return null;
        points.Add(point);
        trials.Add(new(trials.Count, point, Resource: 0));
        return trials[^1];
    }

    /// <summary>Takes what a trial reached.</summary>
    /// <param name="number">Of the trial.</param>
    /// <param name="resource">What it has had, more than when it was told last.</param>
    /// <param name="objectives">The less the better, each; null, or values that are not finite, where it failed.</param>
    /// <returns>Whether it goes on.</returns>
    /// <exception cref="ArgumentException">The trial was not asked for or has ended, its resource does not grow, or there is
    /// another number of objectives.</exception>
    public TrialDecision Tell(int number, int resource, IReadOnlyList<double>? objectives)
    {
        if (number < 0 || number >= trials.Count || ended.Contains(number))
            throw new ArgumentException($"Trial {number} was not asked for, or has ended.", nameof(number));
        if (resource <= (latest.GetValueOrDefault(number)?.Resource ?? 0) || resource > rungs.MostResource)
            throw new ArgumentException($"Trial {number} cannot have had {resource} now.", nameof(resource));
        if (objectives is not null && objectives.Count != settings.Objectives.Count)
        {
            throw new ArgumentException(
                $"Trial {number} has {objectives.Count} objectives; the search is for {settings.Objectives.Count}.",
                nameof(objectives));
        }
        var report = new TrialReport(resource, new(number, trials[number].Point, objectives));
        reports.Add(report);
        latest[number] = report;
        var decision = Decide(report);
        if (decision != TrialDecision.Continue)
            ended.Add(number);
        return decision;
    }

    /// <summary>Goes on with a search that was interrupted; this one must be new.</summary>
    /// <param name="state">Where it was.</param>
    /// <param name="source">The state's file, for the error message.</param>
    /// <exception cref="PipelineException">It is the state of another search, or no state of any.</exception>
    public void Resume(AshaState state, string source)
    {
        state.RequireSameAs(State, source);
        foreach (var report in state.Reports)
        {
            // Each trial before it was told, too, or was being trained.
            for (var asks = state.Reports.Count + settings.InFlight; trials.Count <= report.Number && asks > 0; asks--)
                Ask();
            try
            {
                if (!trials[report.Number].Point.SequenceEqual(report.Evaluation.Point))
                    throw SearchJson.Damaged(source, report.Number);
                Tell(report.Number, report.Resource, report.Evaluation.Objectives);
            }
            catch (ArgumentException)
            {
                throw SearchJson.Damaged(source, report.Number);
            }
        }
        foreach (var trial in trials.Where(trial => !ended.Contains(trial.Number)))
            askedAgain.Enqueue(trial with { Resource = latest.GetValueOrDefault(trial.Number)?.Resource ?? 0 });
    }

    private TrialDecision Decide(TrialReport report)
    {
        if (report.Evaluation.IsFailed)
            return TrialDecision.Stop;
        if (report.Resource == rungs.MostResource)
            return TrialDecision.Complete;
        if (!rungs.Levels.Contains(report.Resource))
            return TrialDecision.Continue;
        if (!recorded.TryGetValue(report.Resource, out var rung))
            recorded[report.Resource] = rung = [];
        rung.Add(report.Evaluation.Objectives!);
        return EpsilonNet.Priorities(rung)[^1] * rungs.Eta <= rung.Count ? TrialDecision.Continue : TrialDecision.Stop;
    }
}
