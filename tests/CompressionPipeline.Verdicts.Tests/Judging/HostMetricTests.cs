using System.Runtime.CompilerServices;
using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

/// <summary>A metric that a host adds, with samples of -100 to 100.</summary>
public class HostMetricTests
{
    private const string Name = "host-metric";

    [ModuleInitializer]
    internal static void Add() =>
        MetricCatalogue.Add(new(Name, "host metric", "points", Direction.HigherIsBetter, MetricInterval.PerExample)
        {
            Lowest = -100,
        });

    private static readonly ScoreResult Score = Sample.Rouge(-10, -2);

    // Around -10, for the variant two points less.
    private static GateResult Measured(ScoreResult score) => Sample.Measured with
    {
        Baseline = With(Sample.Baseline, Sample.Rouge(-10)), Variants = [With(Sample.Shallow, score)],
    };

    private static ModelResult With(ModelResult model, ScoreResult score) => model with
    {
        Scores = new Dictionary<string, ScoreResult>(model.Scores) { [Name] = score with { Precision = null, Recall = null } },
    };

    [Fact]
    public void Should_Judge_Samples_Below_Zero()
    {
        // Given
        Budget[] budgets = [new(Name, BudgetRule.MaxDrop, 3), new(Name, BudgetRule.MaxDropPercent, 30)];

        // When
        var variant = Sample.Judged(Measured(Score), new() { Budgets = budgets }).Variants[0];

        // Then
        Assert.Empty(variant.Errors);
        Assert.All(variant.Budgets, budget => Assert.Equal(Verdict.Pass, budget.Verdict));
        Assert.Equal(-20, variant.Scores[Name].ChangePercent!.Value.Value, 9);
    }

    [Fact]
    public void Should_Refuse_Samples_Below_The_Lowest()
    {
        // When
        var variant = Sample.Judged(Measured(Score with { Samples = [-100.5, .. Score.Samples.Skip(1)] })).Variants[0];

        // Then
        Assert.Equal([$"{Name} of shallow-decoder has a sample of -100.5, outside -100 to 100"], variant.Errors);
    }

    [Fact]
    public void Should_Tell_The_Value_Of_What_It_Picks_As_It_Is() => Assert.Equal(
        $"shallow-decoder is the best by {Name} (-12.00 points) of 1 that qualify",
        Sample.Judged(Measured(Score), new() { Pick = new(Name) }).Reason);
}
