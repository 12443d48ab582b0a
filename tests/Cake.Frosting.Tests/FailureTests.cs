namespace Cake.Frosting.Tests;

[Collection(ConsoleCollection.Name)]
public sealed class FailureTests
{
    private readonly CakeHostFixture fixture = new();

    [Fact]
    public void Should_Return_255_Whatever_Exit_Code_The_Exception_Names()
    {
        // Given
        fixture.With<Burn>();

        // When
        var code = fixture.Run("--target", "Burn");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("Error: It burns.", fixture.Errors);
        Assert.DoesNotContain("   at ", fixture.Errors);
    }

    [Fact]
    public void Should_Not_Run_What_Depends_On_A_Failed_Task()
    {
        // Given
        fixture.With<EatBurnt>().With<Burn>();

        // When
        var code = fixture.Run("--target", "EatBurnt");

        // Then
        Assert.Equal(255, code);
        Assert.Equal(["window opened"], fixture.Journal.Entries);
        Assert.Matches("Burn +00:00:00.*Failed", fixture.Output);
    }

    [Fact]
    public void Should_Go_On_After_A_Task_That_Continues_On_Error()
    {
        // Given
        fixture.With<BurnALittle>().With<Bake>();

        // When
        var code = fixture.Run("--target", "BurnALittle", "--target", "Bake");

        // Then
        Assert.Equal(0, code);
        Assert.Equal([nameof(Bake)], fixture.Journal.Entries);
    }

    [Fact]
    public void Should_Swallow_The_Exception_Where_OnError_Is_Overridden()
    {
        // Given
        fixture.With<BurnAndHide>();

        // When
        var code = fixture.Run("--target", "BurnAndHide");

        // Then
        Assert.Equal(0, code);
        Assert.Equal(["hid Hidden."], fixture.Journal.Entries);
    }

    [Fact]
    public void Should_Refuse_Every_Command_Line_Where_A_Task_Has_Two_Error_Handlers()
    {
        // Given
        fixture.With<TwoHandlers>().With<DefaultTask>();

        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(255, code);
        Assert.Contains("There can only be one error handler per task", fixture.Errors);
    }

    [Fact]
    public void Should_Go_On_After_A_Skipped_Dependency_And_Say_Why()
    {
        // Given
        fixture.With<AfterNever>().With<Never>();

        // When
        var code = fixture.Run("--target", "AfterNever");

        // Then
        Assert.Equal(0, code);
        Assert.Equal([nameof(AfterNever)], fixture.Journal.Entries);
        Assert.Matches("Never .*Skipped.*no candles", fixture.Output);
    }

    [Fact]
    public void Should_Return_255_Where_The_Target_Itself_Is_Skipped()
    {
        // Given
        fixture.With<Never>();

        // When
        var code = fixture.Run("--target", "Never");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("Could not reach target 'Never'", fixture.Errors);
    }
}
