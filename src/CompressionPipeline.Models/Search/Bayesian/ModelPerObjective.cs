using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Bayesian;

/// <summary>A model of each objective.</summary>
internal abstract class ModelPerObjective(SearchSpace space) : BayesianSearch(space)
{
    protected override double[][] Targets(double[][] objectives) =>
        [.. Enumerable.Range(0, objectives[0].Length).Select(i => objectives.Select(values => values[i]).ToArray())];
}
