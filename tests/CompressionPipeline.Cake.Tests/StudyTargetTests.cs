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

    [Fact]
    public void Should_Set_Published_Figures_Beside_Its_Own()
    {
        // Given
        fixture.Write("paper.yaml", "source: a paper\nsplit: test\npublished: { docs: { shallow: { rouge2: 30 } } }");

        // When
        var code = fixture.Run("--target", "Study", "--published", "paper.yaml");

        // Then
        Assert.True(code == 0, fixture.Errors);
        var page = File.ReadAllText(fixture.File("artifacts/studies/models.md"));
        Assert.Contains("--manifest models.yaml --published paper.yaml`", page);
        Assert.Contains("### Beside the published figures", page);
    }

    [Fact]
    public void Should_Refuse_Published_Figures_Of_An_Unknown_Model_Before_Any_Work()
    {
        // Given
        fixture.Write("paper.yaml", "source: a paper\nsplit: test\npublished:\n  docs:\n    shalow: { rouge2: 30 }\n");

        // When
        var code = fixture.Run("--target", "Study", "--published", "paper.yaml");

        // Then
        Assert.NotEqual(0, code);
        Assert.Contains("paper.yaml(5,5): published.docs.shalow: unknown key; did you mean 'shallow'?", fixture.Errors);
        Assert.Empty(fixture.Stages.Ran);
    }
}
