using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>
/// EHVI (Emmerich et al., 2006): the acquisition is the expected gain of hypervolume; the reference point lies a tenth of the
/// range beyond the worst value of each objective.
/// </summary>
internal sealed class HypervolumeSearch(SearchSpace space) : ModelPerObjective(space)
{
    private const double Margin = 0.1;

    protected override Acquisition Acquire(double[][] targets, ProposalContext context)
    {
        var points = Enumerable.Range(0, targets[0].Length).Select(i => targets.Select(values => values[i]).ToArray()).ToList();
        var gain = new HypervolumeGain(points, [.. targets.Select(values => values.Max() + Margin)]);
        return gain.Expect;
    }
}
