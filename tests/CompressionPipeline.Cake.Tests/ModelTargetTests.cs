namespace CompressionPipeline.Cake.Tests;

public sealed class ModelTargetTests : IDisposable
{
    private static readonly string[] WholeJob =
    [
        "data", "fine-tune", "export", "evaluate",
        "prune", "fine-tune", "export", "evaluate", "benchmark",
        "prune", "fine-tune", "export", "evaluate", "benchmark", "gate",
    ];

    private readonly HostFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--target", "Compress")]
    public void Should_Run_Every_Step_Once_In_The_Order_Of_The_Plan(params string[] args)
    {
        // When
        var code = fixture.Run(args);

        // Then
        Assert.True(fixture.Errors.Length == 0, fixture.Errors);
        Assert.Equal(0, code);
        Assert.Equal(WholeJob, fixture.Stages.Ran);
    }

    [Fact]
    public void Should_Run_Nothing_The_Second_Time_And_Say_So_Once_A_Stage()
    {
        // Given
        fixture.Run();
        fixture.Stages.Ran.Clear();

        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(0, code);
        Assert.Empty(fixture.Stages.Ran);
        Assert.Equal(2, fixture.Output.Split("docs/data: up to date").Length);
    }

    [Fact]
    public void Should_Run_Only_The_Gate_After_A_Changed_Budget()
    {
        // Given
        fixture.Run();
        fixture.Stages.Ran.Clear();
        fixture.Write("models.yaml", HostFixture.Manifest.Replace("max-drop: 3.0", "max-drop: 2.0"));

        // When
        fixture.Run();

        // Then
        Assert.Equal(["gate"], fixture.Stages.Ran);
    }

    [Fact]
    public void Should_Stop_At_The_Stage_That_Is_The_Target()
    {
        // When
        var code = fixture.Run("--target", "Prune");

        // Then
        Assert.Equal(0, code);
        Assert.Equal(["data", "fine-tune", "prune", "prune"], fixture.Stages.Ran);
    }

    [Fact]
    public void Should_Run_One_Variant_Beside_The_Unpruned_Model()
    {
        // When
        fixture.Run("--variant", "shallow");

        // Then
        Assert.Equal(
            ["data", "fine-tune", "export", "evaluate", "prune", "fine-tune", "export", "evaluate", "benchmark", "gate"],
            fixture.Stages.Ran);
    }

    [Fact]
    public void Should_Plan_And_Run_A_Point_Of_A_Sweep_As_Any_Variant()
    {
        // Given
        fixture.Write("recipe.yaml", HostFixture.Recipe + "sweep: { prune.encoder-layers: [1], prune.decoder-layers: [1, 3] }\n");
        fixture.Run("--target", "Plan");
        var plan = fixture.Output;

        // When
        var code = fixture.Run("--variant", "e1-d3", "--target", "Prune");

        // Then
        Assert.Equal(0, code);
        Assert.Matches(@"run +docs/e1-d1/prune ", plan);
        Assert.Matches(@"run +docs/e1-d3/prune ", plan);
        Assert.Equal(["data", "fine-tune", "prune"], fixture.Stages.Ran);
        Assert.Contains("docs/e1-d3/prune: runs", fixture.Output);
    }

    [Fact]
    public void Should_Print_What_Is_Picked_And_What_Is_Waived_Until_When()
    {
        // Given
        fixture.Write("models.yaml", HostFixture.Manifest + """

                  pick: { best: latency, within: { rouge2: 1, rougeL: 2 } }
                waivers:
                  - { budget: rouge2.max-drop, variant: shallow, reason: retrained in May, expires: 2025-05-31 }
            """);

        // When
        fixture.Run("--target", "Plan");

        // Then
        Assert.Contains("docs pick: best latency at batch size 1 within rouge2 1, rougeL 2\n", fixture.Output);
        Assert.Contains("docs waiver: rouge2 max-drop of shallow until 2025-05-31: retrained in May\n", fixture.Output);
    }

    [Fact]
    public void Should_Say_Which_Targets_Have_Nothing_To_Do_For_The_Unpruned_Model_Alone()
    {
        // When
        var code = fixture.Run("--variant", "baseline");

        // Then
        Assert.Equal(0, code);
        Assert.Equal(["data", "fine-tune", "export", "evaluate"], fixture.Stages.Ran);
        Assert.Contains("has no step or stage gate", fixture.Output);
    }

    [Fact]
    public void Should_Take_Options_From_The_Command_Line()
    {
        // Given
        fixture.Run("--target", "FineTune");
        fixture.Stages.Ran.Clear();

        // When
        var code = fixture.Run("--target", "FineTune", "--set", "fine-tune.epochs=1");

        // Then
        Assert.Equal(0, code);
        Assert.Equal(["fine-tune"], fixture.Stages.Ran);
        Assert.Matches(@"fine-tune\.epochs +1 \(command line\)", fixture.Output);
    }

    [Fact]
    public void Should_Print_The_Options_That_Are_No_Defaults()
    {
        // When
        fixture.Run("--target", "Plan", "--set", "fine-tune.epochs=1", "--set", "benchmark.batch-sizes=[2,4]");

        // Then
        Assert.Contains("docs fine-tune: epochs 1\n", fixture.Output);
        Assert.Contains("docs benchmark: batch-sizes [2,4]\n", fixture.Output);
        Assert.DoesNotContain("docs evaluate:", fixture.Output);
    }

    [Fact]
    public void Should_Say_In_A_Plan_What_Would_Run_And_Run_Nothing()
    {
        // Given
        fixture.Run("--target", "FineTune");
        fixture.Stages.Ran.Clear();

        // When
        var code = fixture.Run("--target", "Plan");

        // Then
        Assert.Equal(0, code);
        Assert.Empty(fixture.Stages.Ran);
        Assert.Matches(@"skip +docs/baseline/fine-tune .*up to date", fixture.Output);
        Assert.Matches(@"run +docs/shallow/prune .*never run", fixture.Output);
        Assert.Contains("13 of 15 stages would run.", fixture.Output);
    }
}
