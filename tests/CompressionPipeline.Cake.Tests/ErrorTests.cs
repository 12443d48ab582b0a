using CompressionPipeline.Core;

namespace CompressionPipeline.Cake.Tests;

public sealed class ErrorTests : IDisposable
{
    private readonly HostFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Should_Name_The_Nearest_Of_A_Misspelt_Option_Before_Any_Work()
    {
        // When
        var code = fixture.Run("--modle", "docs");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("--modle is no option; the nearest is --model.", fixture.Errors);
        Assert.Contains("--variant", fixture.Errors);
        Assert.Empty(fixture.Stages.Ran);
    }

    [Fact]
    public void Should_Name_The_Nearest_Of_A_Misspelt_Target()
    {
        // When
        var code = fixture.Run("--target", "Plann");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("'Plann'; the nearest is Plan.", fixture.Errors);
    }

    [Theory]
    [InlineData("--model", "dosc", "'docs'")]
    [InlineData("--variant", "shalow", "'shallow'")]
    public void Should_Name_The_Nearest_Of_A_Misspelt_Model_Or_Variant(string option, string name, string nearest)
    {
        // When
        var code = fixture.Run(option, name);

        // Then
        Assert.Equal(255, code);
        Assert.Contains(nearest, fixture.Errors);
        Assert.Empty(fixture.Stages.Ran);
    }

    [Theory]
    [InlineData("--model needs a value.", "--model")]
    [InlineData("--model may be given once", "--model=docs", "--model=other")]
    [InlineData("write --set stage.option=value", "--set", "epochs")]
    public void Should_Say_How_An_Option_Is_Written(string fix, params string[] args)
    {
        // When
        var code = fixture.Run(args);

        // Then
        Assert.Equal(255, code);
        Assert.Contains(fix, fixture.Errors);
    }

    [Fact]
    public void Should_List_Every_Error_Of_The_Manifest_Without_A_Stack_Trace()
    {
        // Given
        fixture.Write("models.yaml", HostFixture.Manifest.Replace("recipe:", "recepi:").Replace("max-drop:", "max-dorp:"));

        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(255, code);
        Assert.Contains("recepi", fixture.Errors);
        Assert.Contains("max-dorp", fixture.Errors);
        Assert.DoesNotContain("   at ", fixture.Errors);
        Assert.Empty(fixture.Stages.Ran);
    }

    [Fact]
    public void Should_Say_Which_Manifest_Is_Not_There()
    {
        // When
        var code = fixture.Run("--manifest", "other.yaml");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("other.yaml", fixture.Errors);
    }

    [Fact]
    public void Should_Hand_On_What_A_Stage_Says_The_User_Can_Fix()
    {
        // Given
        fixture.Stages.OnRun = name =>
            _ = name == "prune" ? throw new PipelineException("model.safetensors is cut off: train again.") : 0;

        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(255, code);
        Assert.Contains("docs/shallow/prune: model.safetensors is cut off: train again.", fixture.Errors);
        Assert.DoesNotContain("   at ", fixture.Errors);
    }

    [Fact]
    public void Should_Say_That_An_Error_Is_The_Programs()
    {
        // Given
        fixture.Stages.OnRun = _ => throw new InvalidOperationException("Sequence contains no elements");

        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(255, code);
        Assert.Contains(
            "docs/data failed: Sequence contains no elements. This is an error of the program; --verbosity diagnostic shows "
            + "where.", fixture.Errors);
    }

    [Fact]
    public void Should_Say_That_An_Interrupted_Run_Can_Be_Resumed()
    {
        // Given
        fixture.Stages.OnRun = name => _ = name == "fine-tune" ? throw new OperationCanceledException() : 0;

        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(255, code);
        Assert.Contains("Interrupted. Run the same command again to resume where it stopped.", fixture.Errors);
    }
}
