namespace CompressionPipeline.Cake.Tests;

public sealed class StudyTargetTests : IDisposable
{
    private readonly HostFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Should_Run_What_Is_Stale_And_Write_A_Page_Named_After_The_Manifest()
    {
        // When
        var code = fixture.Run("--target", "Study");

        // Then
        Assert.True(code == 0, fixture.Errors);
        Assert.NotEmpty(fixture.Stages.Ran);
        Assert.Contains("| shallow |", File.ReadAllText(fixture.File("artifacts/studies/models.md")));
        Assert.Contains("study: artifacts/studies/models.md", fixture.Output);
    }

    [Fact]
    public void Should_Not_Stop_At_A_Broken_Budget()
    {
        // Given
        fixture.Stages.Rouge2Drop = 4.5;

        // When
        var code = fixture.Run("--target", "Study", "--page", "docs/depth.md");

        // Then
        Assert.True(code == 0, fixture.Errors);
        Assert.Contains("FAIL", File.ReadAllText(fixture.File("docs/depth.md")));
    }
}
