using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Search.Methods;

/// <summary>Points as the space draws them.</summary>
internal sealed class RandomSearch(SearchSpace space) : SearchMethod(space)
{
    public override void Learn(Evaluation evaluation)
    {
        // No point depends on another.
    }

    public override int[] Propose(ProposalContext context) => Space.Sample(context.Random);
}
