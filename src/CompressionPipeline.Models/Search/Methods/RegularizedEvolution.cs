using CompressionPipeline.Models.Search.Pareto;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>
/// Regularized evolution (Real et al., arXiv 1802.01548) for several objectives, MO-REA: the population is the latest
/// evaluations; the parent is the best of a random sample of it, by non-dominated sorting and epsilon net, and one of its
/// variables, randomly chosen, becomes another value.
/// </summary>
internal sealed class RegularizedEvolution(SearchSpace space) : SearchMethod(space)
{
    private const int PopulationSize = 10, SampleSize = 5;

    private readonly Queue<Evaluation> population = [];

    public override int RandomStarts => PopulationSize - 3;

    public override void Learn(Evaluation evaluation)
    {
        population.Enqueue(evaluation);
        if (population.Count > PopulationSize)
            population.Dequeue();
    }

    public override int[] Propose(ProposalContext context)
    {
        if (population.Count < SampleSize)
            return Space.Sample(context.Random);
        var members = population.ToArray();
        context.Random.Shuffle(members);
        var places = EpsilonNet.Priorities([.. members.Select(member => member.Objectives!)]);
        var parent = members.Zip(places).Take(SampleSize).MinBy(member => member.Second).First;
        return Mutation.OneVariable(Space, parent.Point, context.Random);
    }
}
