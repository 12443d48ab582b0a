namespace CompressionPipeline.Cake.Tests;

public sealed class VerdictTests : IDisposable
{
    private readonly HostFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Should_End_The_Screen_With_The_Verdict()
    {
        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(0, code);
        var end = fixture.Output[fixture.Output.IndexOf("Total:", StringComparison.Ordinal)..];
        Assert.Contains("docs: shallow", end);
        Assert.Contains("PASS: its one budget holds", end);
    }

    [Fact]
    public void Should_Return_255_For_A_Broken_Budget_And_Name_Its_Line_Value_And_Distance()
    {
        // Given
        fixture.Stages.Rouge2Drop = 4.5;

        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(255, code);
        Assert.Contains("models.yaml(11,", fixture.Errors);
        Assert.Contains("docs/shallow", fixture.Errors);
        Assert.Contains(
            "FAIL: rouge2 max-drop 3: lost 4.50 points (32.00 → 27.50), 95 % interval [4.50, 4.50], 1.50 points over the limit "
            + "of 3", fixture.Errors);
        Assert.Contains(
            "FAIL: 1 of 1 budgets broken", fixture.Output[fixture.Output.IndexOf("Total:", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Should_Fail_Again_While_A_Broken_Budget_Stays_Though_Nothing_Runs()
    {
        // Given
        fixture.Stages.Rouge2Drop = 4.5;
        fixture.Run();
        fixture.Stages.Ran.Clear();

        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(255, code);
        Assert.Empty(fixture.Stages.Ran);
    }

    [Fact]
    public void Should_Leave_Result_And_Report_Where_People_Look()
    {
        // When
        fixture.Run();

        // Then
        Assert.True(File.Exists(fixture.File("artifacts", "results", "docs", "result.json")));
        Assert.True(File.Exists(fixture.File("artifacts", "results", "docs", "report.md")));
    }

    [Fact]
    public void Should_Show_The_Newest_Verdict_Again()
    {
        // Given
        fixture.Run();
        fixture.Stages.Ran.Clear();

        // When
        var code = fixture.Run("--target", "Report");

        // Then
        Assert.Equal(0, code);
        Assert.Empty(fixture.Stages.Ran);
        Assert.Contains("PASS: its one budget holds", fixture.Output);
    }

    [Fact]
    public void Should_Make_The_Reports_Again_And_Say_Where_They_Are()
    {
        // Given
        fixture.Run();
        fixture.Write("artifacts/results/docs/report.md", "an older report");
        fixture.Write("artifacts/results/docs/cards/gone/README.md", "a card of a variant that is no more");

        // When
        fixture.Run("--target", "Report");

        // Then
        Assert.Contains("report: artifacts/results/docs/report.html\n", fixture.Output);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(fixture.File("artifacts", "results", "docs", "report.html")));
        Assert.StartsWith(
            "<!-- compression-pipeline:docs -->", File.ReadAllText(fixture.File("artifacts", "results", "docs", "report.md")));
        Assert.True(File.Exists(fixture.File("artifacts", "results", "docs", "cards", "shallow", "README.md")));
        Assert.False(Directory.Exists(fixture.File("artifacts", "results", "docs", "cards", "gone")));
    }

    [Fact]
    public void Should_Say_That_There_Is_No_Verdict_Yet()
    {
        // When
        var code = fixture.Run("--target", "Report");

        // Then
        Assert.Equal(255, code);
        Assert.Contains("There is no result of docs yet: run ./build.sh first.", fixture.Errors);
    }

    [Fact]
    public void Should_Return_255_For_An_Open_Budget_Unless_The_Recipe_Lets_It_Through()
    {
        // Given
        (fixture.Stages.Rouge2Drop, fixture.Stages.Rouge2Spread) = (2.5, 10);

        // When
        var code = fixture.Run();
        var errors = fixture.Errors;
        var lenient = fixture.Run("--set", "gate.inconclusive-blocks=false");

        // Then
        Assert.Equal((255, 0), (code, lenient));
        Assert.Matches(
            @"models\.yaml\(11,\d+\): docs/shallow: INCONCLUSIVE: rouge2 max-drop 3: lost 2\.50 points .* more examples would "
            + @"settle it", errors);
        Assert.Contains("INCONCLUSIVE", fixture.Output);
    }

    [Fact]
    public void Should_Return_255_For_A_Error_And_Tell_It_Once()
    {
        // Given
        fixture.Stages.Parameters = 100;

        // When
        var code = fixture.Run();

        // Then
        Assert.Equal(255, code);
        Assert.Contains("docs/shallow: INVALID: ", fixture.Errors);
        Assert.DoesNotContain("not judged", fixture.Errors);
    }
}
