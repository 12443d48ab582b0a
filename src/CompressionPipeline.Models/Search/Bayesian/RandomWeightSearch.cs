using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>
/// RS-BO (Paria et al., arXiv 1805.12168): minimizes the lower confidence bounds of the objectives under random weights that are
/// drawn anew for each point. They are combined by Chebyshev's scalarization, the largest weighted objective, plus a little of
/// their sum; the sum alone would find only the ends of a front that is not convex.
/// </summary>
internal sealed class RandomWeightSearch(SearchSpace space) : ModelPerObjective(space)
{
    // Standard deviations below the mean.
    private const double Confidence = 1;

    private const double SumShare = 0.05;

    protected override Acquisition Acquire(double[][] targets, ProposalContext context)
    {
        // Exponential draws, divided by their sum, are uniform over all weights that sum to 1.
        double[] draws = [.. targets.Select(_ => -Math.Log(1 - context.Random.NextDouble()))];
        double[] weights = [.. draws.Select(draw => draw / draws.Sum())];
        return (means, deviations) =>
        {
            var (sum, largest) = (0.0, double.NegativeInfinity);
            for (var i = 0; i < weights.Length; i++)
            {
                var weighted = weights[i] * (means[i] - (Confidence * deviations[i]));
                (sum, largest) = (sum + weighted, Math.Max(largest, weighted));
            }
            return -(largest + (SumShare * sum));
        };
    }
}
