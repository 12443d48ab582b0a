using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>The acquisition function: how promising a point is, higher is better.</summary>
/// <param name="means">The predicted mean of each model.</param>
/// <param name="deviations">The predicted standard deviation of each model.</param>
internal delegate double Acquisition(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations);

/// <summary>
/// Bayesian optimization: Gaussian processes are fitted to the observations, and the point with the largest acquisition is next.
/// Points that are being evaluated count as observed with their predicted means, failed ones with the worst observation.
/// </summary>
/// <remarks>
/// The acquisition is maximized over random points and points near the front, and then near the best of those. Of more than
/// <see cref="MostObservations"/> observations, half are the best fronts and half are taken evenly from the rest, so that a step
/// takes no more than a fraction of a second.
/// </remarks>
internal abstract class BayesianSearch(SearchSpace space) : SearchMethod(space)
{
    private const int MostObservations = 200, Pool = 128, Rounds = 6, Best = 4, Near = 32;

    private readonly List<Evaluation> observations = [];
    private readonly List<KernelSearch> kernels = [];
    private int fitted;

    // The bounds and the mid-point lie on one diagonal, from which little follows.
    public override int RandomStarts => 3;

    public override void Fail(Evaluation evaluation) => observations.Add(evaluation);

    public override void Learn(Evaluation evaluation)
    {
        observations.Add(evaluation);
        if (observations.Count < 1.1 * fitted)
            return;
        // Fitted here and not in a proposal, so that a resumed search has the same kernels.
        fitted = observations.Count;
        var (_, inputs, targets) = Observed();
        foreach (var (i, values) in targets.Index())
        {
            if (kernels.Count == i)
                kernels.Add(new(Space.Variables.Count));
            kernels[i].Fit(inputs, values);
        }
    }

    public override int[]? Propose(ProposalContext context)
    {
        if (fitted == 0)
            return Space.Sample(context.Random);
        var (front, inputs, targets) = Observed();
        double[][] open = [.. context.Open.Select(Scaled)];
        var models = new List<GaussianProcess>();
        for (var i = 0; i < targets.Length; i++)
        {
            var model = new GaussianProcess(kernels[i].Kernel, inputs, targets[i]);
            targets[i] = [.. targets[i], .. model.Predict(open).Means];
            models.Add(open.Length == 0 ? model : new(kernels[i].Kernel, [.. inputs, .. open], targets[i]));
        }
        var acquisition = Acquire(targets, context);
        return MostPromising(context, front, points => Scores(models, acquisition, points));
    }

    /// <summary>The values that the models are fitted to.</summary>
    /// <param name="objectives">Those of each observation, each from 0 to 1.</param>
    /// <returns>For each model the value of each observation.</returns>
    protected abstract double[][] Targets(double[][] objectives);

    /// <summary>Makes the acquisition function.</summary>
    /// <param name="targets">For each model the value of each observation, or its predicted mean.</param>
    /// <param name="context">What the proposal is made with.</param>
    protected abstract Acquisition Acquire(double[][] targets, ProposalContext context);

    private int[]? MostPromising(ProposalContext context, Evaluation[] front, Func<int[][], double[]> score)
    {
        var pool = new List<(int[] Point, double Score)>();
        Add(Enumerable.Range(0, Pool).Select(i => i % 2 == 0
            ? Space.Sample(context.Random)
            : Mutation.Near(Space, front[context.Random.Next(front.Length)].Point, context.Random)));
        for (var round = 0; round < Rounds && pool.Count > 0; round++)
        {
            var best = pool.Take(Best).ToList();
            Add(Enumerable.Range(0, Near).Select(i => Mutation.Near(Space, best[i % best.Count].Point, context.Random)));
        }
        return pool.FirstOrDefault().Point;

        void Add(IEnumerable<int[]> points)
        {
            int[][] fresh = [.. points.Where(point => !context.IsSeen(point))];
            pool.AddRange(fresh.Zip(score(fresh)));
            pool = [.. pool.OrderByDescending(entry => entry.Score)];
        }
    }

    private double[] Scores(IReadOnlyList<GaussianProcess> models, Acquisition acquisition, int[][] points)
    {
        double[][] inputs = [.. points.Select(Scaled)];
        var predictions = models.Select(model => model.Predict(inputs)).ToList();
        return
        [
            .. points.Select((_, i) => acquisition(
                [.. predictions.Select(prediction => prediction.Means[i])],
                [.. predictions.Select(prediction => prediction.Deviations[i])])),
        ];
    }

    // The front, and what models learn from: their inputs, and for each model the value of each observation.
    private (Evaluation[] Front, double[][] Inputs, double[][] Targets) Observed()
    {
        var known = observations.Where(evaluation => !evaluation.IsFailed).Select(evaluation => evaluation.Objectives!).ToList();
        double[] worst = [.. known[0].Select((_, i) => known.Max(objectives => objectives[i]))];
        var all = observations.ConvertAll(one => new Evaluation(one.Number, one.Point, one.Objectives ?? worst));
        var fronts = ParetoSet.Fronts([.. all.Select(evaluation => evaluation.Objectives!)]);
        var chosen = all;
        if (all.Count > MostObservations)
        {
            const int half = MostObservations / 2;
            Evaluation[] ordered = [.. all.Zip(fronts).OrderBy(pair => pair.Second).Select(pair => pair.First)];
            Evaluation[] rest = [.. ordered.Skip(half).OrderBy(evaluation => evaluation.Number)];
            chosen = [.. ordered.Take(half), .. Enumerable.Range(0, half).Select(i => rest[i * rest.Length / half])];
        }
        var scale = MinMax.Fit([.. chosen.Select(evaluation => evaluation.Objectives!)]);
        return (
            [.. observations.Where((evaluation, i) => fronts[i] == 0 && !evaluation.IsFailed)],
            [.. chosen.Select(evaluation => Scaled(evaluation.Point))],
            Targets([.. chosen.Select(evaluation => scale.Transform(evaluation.Objectives!))]));
    }

    private double[] Scaled(IReadOnlyList<int> point) =>
        [.. Space.Variables.Zip(point, (variable, value) => (value - variable.Lower) / (double)Math.Max(1, variable.Count - 1))];
}
