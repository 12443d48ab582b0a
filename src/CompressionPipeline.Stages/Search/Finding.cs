using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Search;

/// <summary>An evaluation, and when it ended.</summary>
/// <param name="Evaluation">The point, and its objectives as the searcher minimizes them.</param>
/// <param name="Seconds">Since the search began.</param>
/// <param name="IsOnFront">Whether it is on the front.</param>
internal sealed record Finding(Evaluation Evaluation, double Seconds, bool IsOnFront)
{
    /// <summary>Evaluations as <c>search.json</c> has them, with the hypervolume after each.</summary>
    /// <exception cref="PipelineException">None of them gave a number.</exception>
    public static IReadOnlyList<SearchedNetwork> Networks(
        IReadOnlyList<Finding> findings, SubNetworkSpace space, SubNetworkObjectives objectives)
    {
        var measured = findings.Where(finding => !finding.Evaluation.IsFailed).ToList();
        if (measured.Count == 0)
            throw new PipelineException("search: no sub-network gave a number. See whether the training loss is one.");
        var places = QuantileNormalization.Fit([.. measured.Select(finding => finding.Evaluation.Objectives!)]);
        var networks = new List<SearchedNetwork>();
        IReadOnlyList<IReadOnlyList<double>> front = [];
        foreach (var (evaluation, seconds, isOnFront) in findings)
        {
            // Only points of the front add volume; others would cost time.
            if (!evaluation.IsFailed)
                front = ParetoSet.Of([.. front, places.Transform(evaluation.Objectives!)], point => point);
            networks.Add(new(evaluation.Point, objectives.Measured(evaluation.Objectives), seconds)
            {
                Mask = isOnFront ? space.Mask(evaluation.Point).ToNode() : null,
                HyperVolume = Hypervolume.OfQuantiles(front, objectives.All.Count),
            });
        }
        return networks;
    }
}
