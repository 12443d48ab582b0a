using CompressionPipeline.Core;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>
/// Local search (Klein et al., arXiv 2405.02267): one variable of a random member of the front, randomly chosen, becomes another
/// value; the non-dominated points are the next front.
/// </summary>
internal sealed class LocalSearch(SearchSpace space) : SearchMethod(space)
{
    private IReadOnlyList<Evaluation> front = [];

    public override int RandomStarts => 1;

    public override void Learn(Evaluation evaluation) =>
        front = ParetoSet.Of([.. front, evaluation], member => member.Objectives!);

    public override int[] Propose(ProposalContext context) => front.Count == 0
        ? Space.Sample(context.Random)
        : Mutation.OneVariable(Space, front[context.Random.Next(front.Count)].Point, context.Random);
}
