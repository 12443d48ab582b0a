using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public class WaiverTests
{
    private static readonly Waiver Granted = new(
        "rouge2", BudgetRule.MaxDrop, "new data comes in May", new(2026, 5, 31)) { By = "release team" };

    private static GateResult Judged(Budget budget, params Waiver[] waivers) =>
        Sample.Judged(rules: new() { Budgets = [budget], Waivers = waivers });

    [Theory]
    [InlineData(0.5, Verdict.Fail)]
    [InlineData(1.1, Verdict.Inconclusive)]
    public void Should_Cover_A_Miss_And_Be_Shown(double limit, Verdict verdict)
    {
        // When
        var result = Judged(new("rouge2", BudgetRule.MaxDrop, limit), Granted);

        // Then
        var budget = result.Variants[0].Budgets[0];
        Assert.Equal((verdict, Verdict.Pass, Verdict.Pass), (budget.Verdict, budget.Counted, result.Verdict));
        Assert.EndsWith("; waived by release team until 2026-05-31: new data comes in May", budget.Reason);
        Assert.Equal("its one variant keeps the one budget, 1 of them by a waiver", result.Reason);
    }

    [Fact]
    public void Should_Be_Refused_When_It_Has_Expired()
    {
        // When
        var result = Judged(new("rouge2", BudgetRule.MaxDrop, 0.5), Granted with { Expired = true });

        // Then
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.EndsWith(
            "the waiver of rouge2 max-drop by release team expired on 2026-05-31, refused: new data comes in May",
            result.Variants[0].Budgets[0].Reason);
    }

    [Fact]
    public void Should_Give_Way_To_One_That_Still_Holds()
    {
        // When
        var result = Judged(
            new("rouge2", BudgetRule.MaxDrop, 0.5), Granted with { Expired = true }, Granted with { Expires = new(2026, 6, 1) });

        // Then
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Theory]
    [InlineData("rouge1", BudgetRule.MaxDrop, null, null)]
    [InlineData("rouge2", BudgetRule.Min, null, null)]
    [InlineData("rouge2", BudgetRule.MaxDrop, "another", null)]
    [InlineData("rouge2", BudgetRule.MaxDrop, null, 8)]
    public void Should_Cover_Only_What_It_Names(string metric, BudgetRule rule, string? variant, int? batchSize)
    {
        // When
        var result = Judged(
            new("rouge2", BudgetRule.MaxDrop, 0.5),
            new Waiver(metric, rule, "no", new(2026, 5, 31)) { Variant = variant, BatchSize = batchSize });

        // Then
        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.Null(result.Variants[0].Budgets[0].Waiver);
    }

    [Fact]
    public void Should_Not_Stand_Beside_A_Budget_That_Holds() =>
        Assert.Null(Judged(new("rouge2", BudgetRule.MaxDrop, 3), Granted).Variants[0].Budgets[0].Waiver);
}
