using CompressionPipeline.Models.Search.Spaces;

namespace CompressionPipeline.Models.Tests.Search.Spaces;

public class StratifiedSamplerTests
{
    // Of the product of three numbers most are small.
    private static readonly SubNetworkSpace Space = SubNetworkSpace.Create(SpaceKind.Small, Wholes.Encoder(12, 12, 64));

    [Fact]
    public void Should_Draw_As_Many_Large_Points_As_Small_Ones()
    {
        // Given
        var (random, sampler) = (new Random(1), new StratifiedSampler(Space, Size, bins: 10));

        // When
        var bins = Enumerable.Range(0, 200).CountBy(_ => Math.Min(9, 10 * Size(sampler.Sample(random)) / Size(Space.Largest)));

        // Then
        Assert.Equal(10, bins.Count());
        Assert.All(bins, bin => Assert.Equal(20, bin.Value));
        Assert.True(Enumerable.Range(0, 200).Count(_ => Size(Space.Sample(random)) < Size(Space.Largest) / 10) > 60);
    }

    [Fact]
    public void Should_Not_Wait_For_Ever_For_Sizes_That_Do_Not_Occur()
    {
        // Given: there are only sizes of 0 and 100
        var sampler = new StratifiedSampler(Space, point => point[0] == 0 ? 0 : 100, bins: 10, patience: 50);
        var random = new Random(1);

        // When
        var points = Enumerable.Range(0, 40).Select(_ => sampler.Sample(random)).ToList();

        // Then
        Assert.Equal(20, points.Count(point => point[0] == 0));
    }

    private static long Size(int[] point) => (long)point[0] * point[1] * point[2];
}
