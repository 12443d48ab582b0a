using System.Globalization;
using System.Text.RegularExpressions;

namespace CompressionPipeline.Cake.Tests;

public sealed class JudgeTargetTests : IDisposable
{
    private const string Result = "artifacts/results/docs/result.json";

    private readonly HostFixture fixture = new();

    public JudgeTargetTests()
    {
        fixture.Stages.Rouge2Drop = 2.5;
        fixture.Run();
        fixture.Stages.Ran.Clear();
    }

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Should_Pass_What_Keeps_Its_Budgets_Without_Running_A_Stage()
    {
        // When
        var code = fixture.Run("--target", "Judge", "--result", Result);

        // Then
        Assert.True(code == 0, fixture.Errors);
        Assert.Empty(fixture.Stages.Ran);
        Assert.Contains("PASS: its one budget holds", fixture.Output);
    }

    [Fact]
    public void Should_Judge_By_The_Budgets_As_They_Are_Now()
    {
        // Given
        fixture.Write("models.yaml", HostFixture.Manifest.Replace("max-drop: 3.0", "max-drop: 2.0"));

        // When
        var code = fixture.Run("--target", "Judge");

        // Then
        Assert.Equal(255, code);
        Assert.Matches(@"models\.yaml\(11,\d+\): docs/shallow: FAIL: rouge2 max-drop 2: lost 2\.50 points", fixture.Errors);
    }

    [Theory]
    [InlineData(30, 0, "waived until {0}: a known regression")]
    [InlineData(-30, 255, "the waiver of rouge2 max-drop expired on {0}, refused: a known regression")]
    public void Should_Accept_A_Waiver_Until_It_Expires(int days, int expected, string words)
    {
        // Given
        var expires = TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        fixture.Write("models.yaml", HostFixture.Manifest.Replace("max-drop: 3.0", "max-drop: 2.0") + $$"""

                waivers:
                  - { budget: rouge2.max-drop, reason: a known regression, expires: {{expires}} }
            """);

        // When
        var code = fixture.Run("--target", "Judge", "--result", Result);

        // Then
        Assert.True(code == expected, fixture.Errors);
        Assert.Contains(words.Replace("{0}", expires), Regex.Replace(fixture.Output + fixture.Errors, @"\s+", " "));
    }

    [Fact]
    public void Should_Say_Which_Entries_The_Manifest_Has()
    {
        // Given
        fixture.Write("models.yaml", HostFixture.Manifest.Replace("  docs:", "  other:"));

        // When
        var code = fixture.Run("--target", "Judge", "--result", Result);

        // Then
        Assert.Equal(255, code);
        Assert.Contains("result.json is of 'docs'", fixture.Errors);
        Assert.Contains("only other", fixture.Errors);
    }
}
