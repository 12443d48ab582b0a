using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>
/// LS-BO: one model of the sum of the objectives, each scaled to 0 to 1 over the observations; the acquisition is the expected
/// improvement on the lowest sum.
/// </summary>
internal sealed class SumSearch(SearchSpace space) : BayesianSearch(space)
{
    protected override double[][] Targets(double[][] objectives) => [[.. objectives.Select(values => values.Sum())]];

    protected override Acquisition Acquire(double[][] targets, Random random)
    {
        var lowest = targets[0].Min();
        return (means, deviations) => ExpectedImprovement.Below(lowest, means[0], deviations[0]);
    }
}
