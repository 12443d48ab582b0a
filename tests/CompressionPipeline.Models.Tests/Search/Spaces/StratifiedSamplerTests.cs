using CompressionPipeline.Models.Masks;
using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Tests.Search.Spaces;

public class StratifiedSamplerTests
{
    private static readonly ModelMask Whole = Wholes.Encoder(12, 12, 64);

    [Theory]
    [InlineData(SpaceKind.Small)]
    [InlineData(SpaceKind.Layer)]
    [InlineData(SpaceKind.Large)]
    public void Should_Draw_As_Many_Large_Networks_As_Small_Ones(SpaceKind kind)
    {
        // Given
        var (random, space) = (new Random(1), SubNetworkSpace.Create(kind, Whole, Size));

        // When
        var quarters = Quarters(space, random);

        // Then: a fourth each, give or take what chance does
        Assert.All(quarters, count => Assert.InRange(count, 60, 140));
    }

    [Fact]
    public void Should_Draw_What_The_Space_Draws_Where_Sizes_Do_Not_Matter()
    {
        // Then: of the product of three numbers most are small
        Assert.True(Quarters(SubNetworkSpace.Create(SpaceKind.Small, Whole), new Random(1))[0] > 160);
    }

    [Fact]
    public void Should_Take_The_Nearest_Where_A_Size_Does_Not_Occur()
    {
        // Given: there are only sizes of 0 and 100
        var space = SubNetworkSpace.Create(SpaceKind.Small, Whole, mask => mask.IsWhole || mask.Encoder.Kept.Count > 6 ? 100 : 0);
        var random = new Random(1);

        // When
        var small = Enumerable.Range(0, 400).Count(_ => space.Mask(space.Sample(random)).Encoder.Kept.Count <= 6);

        // Then
        Assert.InRange(small, 150, 250);
    }

    private static int[] Quarters(SubNetworkSpace space, Random random)
    {
        var counts = new int[4];
        for (var i = 0; i < 400; i++)
            counts[Math.Min(3, 4 * Size(space.Mask(space.Sample(random))) / Size(Whole))]++;
        return counts;
    }

    private static long Size(ModelMask mask) =>
        mask.Encoder.KeptLayers.Sum(layer => (4L * layer.Heads.Count) + layer.Units.Count);
}
