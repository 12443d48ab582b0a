using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public class CostTests
{
    private static readonly Budget Quality = new("rouge2", BudgetRule.MaxDrop, 30);

    // Neither parameters nor bytes fell.
    private static readonly ModelResult Whole =
        Sample.Shallow with { EncoderLayers = 6, DecoderLayers = 6, Parameters = 3_000_000, Bytes = 20_000_000 };

    private static readonly ModelResult SameSpeed = Whole with { Benchmark = Sample.Timed((1, 12, 12), (8, 40, 40)) };

    private static ModelResult Judged(ModelResult variant, params Budget[] budgets) =>
        Sample.Judged(Sample.Measured with { Variants = [variant] }, new() { Budgets = [Quality, .. budgets] }).Variants[0];

    [Fact]
    public void Should_Let_A_Faster_Graph_Of_The_Same_Size_Be_A_Variant() => Assert.Equal(Verdict.Pass, Judged(Whole).Verdict);

    [Fact]
    public void Should_Let_Fewer_Bytes_Of_The_Same_Parameters_Be_A_Variant() =>
        Assert.Equal(Verdict.Pass, Judged(SameSpeed with { Bytes = 5_000_000 }).Verdict);

    [Fact]
    public void Should_Let_Bytes_Explain_A_Speedup()
    {
        // Given: a quarter of the bytes, and three times the speed
        var quantized = Whole with { Bytes = 5_000_000, Benchmark = Sample.Timed((1, 12, 4), (8, 40, 13)) };

        // Then
        Assert.Empty(Judged(quantized).Errors);
    }

    [Fact]
    public void Should_Be_Invalid_Where_Nothing_Got_Cheaper()
    {
        // When
        var variant = Judged(SameSpeed);

        // Then
        Assert.Equal(Verdict.Invalid, variant.Verdict);
        Assert.Contains("nothing got cheaper", Assert.Single(variant.Errors));
    }

    [Theory]
    [InlineData("parameters", BudgetRule.Max, 4e6)]
    [InlineData("bytes", BudgetRule.Max, 4e7)]
    public void Should_Be_Invalid_Where_Only_Another_Cost_Than_The_Declared_One_Fell(
        string metric, BudgetRule rule, double limit) =>
        Assert.Contains($"nothing got cheaper: {metric}", Assert.Single(Judged(Whole, new Budget(metric, rule, limit)).Errors));

    [Fact]
    public void Should_Ask_For_One_Of_The_Declared_Costs_Alone() =>
        Assert.Empty(
            Judged(Whole, new Budget("bytes", BudgetRule.Max, 4e7), new Budget("latency", BudgetRule.MinSpeedup, 1)).Errors);

    [Fact]
    public void Should_Ask_For_The_Memory_Where_It_Is_Declared()
    {
        // Given
        var timed = SameSpeed.Benchmark!;
        var variant = SameSpeed with
        {
            Benchmark = timed with { Models = [.. timed.Models.Select(model => model with { PeakBytes = 90_000_000 })] },
        };

        // Then: 60 MB of 90 were saved, and now nothing is
        Assert.Empty(Judged(SameSpeed, new Budget("memory", BudgetRule.Max, 1e9)).Errors);
        Assert.Contains(
            "nothing got cheaper: peak memory", Assert.Single(Judged(variant, new Budget("memory", BudgetRule.Max, 1e9)).Errors));
    }

    [Fact]
    public void Should_Leave_A_Declared_Cost_That_Was_Not_Measured_To_Its_Budget()
    {
        // When
        var variant = Judged(Whole with { Benchmark = null }, new Budget("latency", BudgetRule.MinSpeedup, 1));

        // Then
        Assert.Empty(variant.Errors);
        Assert.Equal(Verdict.Invalid, variant.Budgets[1].Verdict);
    }
}
