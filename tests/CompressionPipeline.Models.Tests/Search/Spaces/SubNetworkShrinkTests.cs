using CompressionPipeline.Models.Search.Spaces;
using CompressionPipeline.Models.T5;

namespace CompressionPipeline.Models.Tests.Search.Spaces;

public class SubNetworkShrinkTests
{
    [Fact]
    public void Should_Leave_Only_The_Embeddings_Of_A_T5_Whose_Point_Keeps_Nothing()
    {
        // Given
        using var model = TinyT5.Model();
        var space = SubNetworkSpace.Create(SpaceKind.Medium, model.Config.KeepAll());

        // When
        using var smaller = T5Shrink.Apply(model, space.Mask(space.LowerBounds));

        // Then: the embedding and the norms after the two stacks
        Assert.Equal(["decoder.final_layer_norm.weight", "encoder.final_layer_norm.weight", "shared.weight"],
            smaller.named_parameters().Where(p => p.parameter.numel() > 0).Select(p => p.name).Order());
    }
}
