using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>
/// LS-BO: the expected improvement on the lowest sum of the objectives. Two sums take turns. One is of objectives scaled to 0 to
/// 1 over the observations, and its minimum is found soonest; but where the front bends inwards its minima are the ends alone.
/// The other is of their quantiles, which does not depend on how the front bends and spreads along it.
/// </summary>
internal sealed class SumSearch(SearchSpace space) : BayesianSearch(space)
{
    protected override double[][] Targets(double[][] objectives)
    {
        var quantiles = QuantileNormalization.Fit(objectives);
        return [Sums(objectives), Sums(objectives.Select(quantiles.Transform))];

        static double[] Sums(IEnumerable<double[]> points) => [.. points.Select(values => values.Sum())];
    }

    protected override Acquisition Acquire(double[][] targets, ProposalContext context)
    {
        var turn = context.Number % 2;
        var lowest = targets[turn].Min();
        return (means, deviations) => ExpectedImprovement.Below(lowest, means[turn], deviations[turn]);
    }
}
