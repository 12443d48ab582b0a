using CompressionPipeline.Cake.Vocabulary;

namespace CompressionPipeline.Cake.Tests;

/// <summary>Console, working folder and environment, which other tests give to the host, are those of its process.</summary>
public sealed class HostProcessTests : IDisposable
{
    private readonly HostFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task Should_Write_Whole_Lines_Without_Colour_And_Errors_Apart()
    {
        // Given
        fixture.Write("models.yaml", HostFixture.Manifest.Replace("max-drop:", "max-dorp:"));
        fixture.Set("GITHUB_ACTIONS", null);

        // When
        using var host = new HostProcess(fixture, "Plan");
        var (code, output, errors) = await host.End();

        // Then
        Assert.Equal(255, code);
        Assert.Contains(
            $"manifest     {fixture.File("models.yaml")}\n", output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("max-dorp", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("max-dorp", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output + errors);
    }

    [Fact]
    public async Task Should_Take_The_Variables_That_It_Is_Started_With()
    {
        // Given
        fixture.Set(EnvironmentVariables.Store, fixture.File("elsewhere"));
        fixture.Run("--target", "FineTune");

        // When
        using var host = new HostProcess(fixture, "Verify");
        var (code, output, errors) = await host.End();

        // Then
        Assert.True(code == 0, errors);
        Assert.Contains("artifacts as they were written: 2;", output, StringComparison.Ordinal);
    }
}
