using TestKit;

namespace CompressionPipeline.Cake.Tests;

public sealed class ListingTests : IDisposable
{
    private readonly HostFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Should_Draw_The_Approved_Tree()
    {
        // When
        var code = fixture.Run("--tree");

        // Then
        Assert.Equal(0, code);
        Approve.Text(fixture.Output, "tree");
    }

    [Fact]
    public void Should_List_The_Approved_Descriptions()
    {
        // When
        var code = fixture.Run("--description");

        // Then
        Assert.Equal(0, code);
        Approve.Text(fixture.Output, "description");
    }
}
