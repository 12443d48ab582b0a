using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Methods;
using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Stages.Search;

/// <summary>An evaluation, and when it ended.</summary>
/// <param name="Evaluation">The point, and the objectives as the searcher took them.</param>
/// <param name="Seconds">Since the search began.</param>
/// <param name="IsOnFront">Whether no other one beats it.</param>
internal sealed record Finding(Evaluation Evaluation, double Seconds, bool IsOnFront)
{
    /// <summary>Evaluations as <c>search.json</c> has them, with the hypervolume that was known after each.</summary>
    /// <exception cref="PipelineException">None of them gave a number.</exception>
    public static IReadOnlyList<SearchedNetwork> Networks(
        IReadOnlyList<Finding> findings, SubNetworkSpace space, SubNetworkObjectives objectives)
    {
        var measured = findings.Where(finding => !finding.Evaluation.IsFailed).ToList();
        if (measured.Count == 0)
            throw new PipelineException("search: no sub-network gave a number. See whether the training loss is one.");
        var places = QuantileNormalization.Fit([.. measured.Select(finding => finding.Evaluation.Objectives!)]);
        var (networks, seen) = (new List<SearchedNetwork>(), new List<IReadOnlyList<double>>());
        foreach (var (evaluation, seconds, isOnFront) in findings)
        {
            // What a better one covers adds no volume, and takes time.
            if (!evaluation.IsFailed && places.Transform(evaluation.Objectives!) is var point && !seen.Exists(Covers(point)))
            {
                seen.RemoveAll(other => Covers(other)(point));
                seen.Add(point);
            }
            networks.Add(new(evaluation.Point, objectives.Measured(evaluation.Objectives), seconds)
            {
                Mask = isOnFront ? space.Mask(evaluation.Point).ToNode() : null,
                HyperVolume = Math.Pow(2, objectives.All.Count) - Regret.Of(seen, objectives.All.Count),
            });
        }
        return networks;

        static Predicate<IReadOnlyList<double>> Covers(IReadOnlyList<double> point) =>
            other => other.Zip(point).All(pair => pair.First <= pair.Second);
    }
}
