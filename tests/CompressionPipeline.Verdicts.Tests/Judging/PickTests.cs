using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public class PickTests
{
    private static GateResult Judged(Pick pick, GateResult? measured = null, params Budget[] budgets) =>
        Sample.Judged(measured ?? Sample.Sweep, new() { Pick = pick, Budgets = budgets });

    [Theory]
    [InlineData(
        "latency", 1, 1.5, "shallow-decoder", "shallow-decoder is the best by latency (2.00x at batch size 1) of 2 that qualify")]
    [InlineData("latency", 1, 5, "one-decoder", "one-decoder is the best by latency (2.80x at batch size 1) of 4 that qualify")]
    [InlineData("latency", 8, 5, "one-decoder", "one-decoder is the best by latency (1.80x at batch size 8) of 4 that qualify")]
    [InlineData("parameters", 1, 100, "smallest", "smallest is the best by parameters (1,000,000 parameters) of 5 that qualify")]
    [InlineData("rouge2", 1, 100, "four-four", "four-four is the best by rouge2 (24.50 points) of 5 that qualify")]
    public void Should_Take_The_Best_Of_Those_That_Qualify(
        string best, int batchSize, double within, string variant, string reason)
    {
        // When
        var result = Judged(new(best) { BatchSize = batchSize, Within = new Dictionary<string, double> { ["rouge2"] = within } });

        // Then
        Assert.Equal((variant, reason), (result.Pick!.Variant, result.Pick.Reason));
        Assert.Equal((Verdict.Pass, reason), (result.Verdict, result.Reason));
    }

    [Fact]
    public void Should_Name_Those_That_Might_Qualify()
    {
        // When: one point lies within the shallow decoder's interval
        var result = Judged(new("latency") { Within = new Dictionary<string, double> { ["rouge2"] = 1 } });

        // Then
        Assert.Equal(
            "four-four is the best by latency (1.40x at batch size 1) of 1 that qualify; shallow-decoder might qualify with "
                + "more samples",
            result.Reason);
    }

    [Theory]
    [InlineData(
        0.5, Verdict.Inconclusive,
        "no variant qualifies: shallow-decoder FAIL, shallow-encoder FAIL, four-four INCONCLUSIVE, one-decoder FAIL, smallest "
            + "FAIL; four-four might qualify with more samples")]
    [InlineData(
        0.1, Verdict.Fail,
        "no variant qualifies: shallow-decoder FAIL, shallow-encoder FAIL, four-four FAIL, one-decoder FAIL, smallest FAIL")]
    public void Should_Not_Pass_Where_None_Qualifies(double within, Verdict expected, string reason)
    {
        // When
        var result = Judged(new("latency") { Within = new Dictionary<string, double> { ["rouge2"] = within } });

        // Then
        Assert.Null(result.Pick!.Variant);
        Assert.Equal((expected, reason), (result.Verdict, result.Reason));
    }

    [Fact]
    public void Should_Take_None_That_Breaks_A_Budget()
    {
        // When
        var result = Judged(
            new("latency"), null, new Budget("parameters", BudgetRule.Max, 2_000_000),
            new Budget("rouge2", BudgetRule.MaxDrop, 2.5));

        // Then
        Assert.Equal("shallow-encoder", result.Pick!.Variant);
    }

    [Fact]
    public void Should_Break_A_Tie_By_Parameters()
    {
        // Given
        var smaller = Sample.Shallow with { Name = "smaller", Parameters = 2_000_000 };

        // When
        var result = Judged(new("latency"), Sample.Measured with { Variants = [Sample.Shallow, smaller] });

        // Then
        Assert.Equal("smaller", result.Pick!.Variant);
    }

    [Fact]
    public void Should_Stand_Where_The_Manifest_Has_It_Now()
    {
        // Given: lines moved since it was judged
        Pick At(int line) => new("latency") { Location = new("models.yaml", line, 5) };
        Budget Limit(int line) => new("parameters", BudgetRule.Max, 2_500_000) { Location = new("models.yaml", line, 5) };

        // When
        var result = Judged(At(9), null, Limit(8)).Locate([Limit(18)], At(19));

        // Then
        Assert.Equal(19, result.Rules.Pick!.Location!.Line);
        Assert.All(result.Variants, variant => Assert.Equal(18, variant.Budgets[0].Budget.Location!.Line));
    }

    [Fact]
    public void Should_Be_Invalid_Where_Nothing_Was_Timed_As_It_Asks() =>
        Assert.Equal(Verdict.Invalid, Judged(new("latency") { BatchSize = 3 }).Verdict);
}
