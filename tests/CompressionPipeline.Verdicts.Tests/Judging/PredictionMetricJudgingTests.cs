using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Metrics;
using CompressionPipeline.Verdicts.Metrics.Statistics;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public static class PredictionMetricJudgingTests
{
    // A variant that mixes up its predictions more than the baseline does.
    private static IReadOnlyList<Metric> Values(double noise) => PredictionMetrics.OfValues(
        [.. Enumerable.Range(0, Sample.Examples).Select(i => ((double)i, i + (noise * (i * 7919 % 101))))]);

    private static IReadOnlyList<Metric> Labels(int wrong) => PredictionMetrics.OfLabels(
        [.. Enumerable.Range(0, Sample.Examples).Select(i => (i % 2, i % wrong == 0 ? 1 - (i % 2) : i % 2))], 2);

    private static ModelResult With(ModelResult model, IReadOnlyList<Metric> metrics) => model with
    {
        Scores = model.Scores.Concat(metrics.Select(metric => KeyValuePair.Create(
            metric.Name,
            new ScoreResult(metric.Value) { Samples = metric.Samples, Components = metric.Components }))).ToDictionary(),
    };

    private static GateResult Judged(IReadOnlyList<Metric> baseline, IReadOnlyList<Metric> variant, params Budget[] budgets) =>
        Sample.Judged(
        Sample.Measured with { Baseline = With(Sample.Baseline, baseline), Variants = [With(Sample.Shallow, variant)] },
        new() { Budgets = budgets });

    [Theory]
    [InlineData("spearman")]
    [InlineData("accuracy")]
    [InlineData("f1")]
    [InlineData("macro-f1")]
    [InlineData("matthews")]
    public static void Should_Have_An_Interval_Around_Its_Value_And_Its_Change(string metric)
    {
        // Given
        var (baseline, variant) = metric == "spearman" ? (Values(0.1), Values(1)) : (Labels(40), Labels(9));

        // When
        var judged = Judged(baseline, variant);
        var (before, after) = (judged.Baseline.Scores[metric], judged.Variants[0].Scores[metric]);

        // Then
        Assert.True(after.Interval!.Value.Holds(after.Value!.Value));
        Assert.Equal(after.Value.Value - before.Value!.Value, after.Change!.Value.Value, 9);
        Assert.True(after.Change.Value.High < 0);
        Assert.True(after.Change.Value.High - after.Change.Value.Low > 0);
    }

    [Fact]
    public static void Should_Judge_A_Rank_Correlation_With_The_Whole_Interval()
    {
        // Given
        var change = -Judged(Values(0.1), Values(1)).Variants[0].Scores["spearman"].Change!.Value.Value;

        // Then
        Assert.Equal([Verdict.Pass, Verdict.Inconclusive, Verdict.Fail], new[] { change + 5, change + 0.001, 0 }.Select(limit =>
            Judged(Values(0.1), Values(1), new Budget("spearman", BudgetRule.MaxDrop, limit)).Variants[0].Budgets[0].Verdict));
    }

    [Fact]
    public static void Should_Judge_A_Classifier_That_Was_Timed_As_A_Whole_And_Wrote_No_Text()
    {
        // Given
        var (unpruned, variant) = (Classifier(Sample.Baseline, Labels(40)), Classifier(Sample.Shallow, Labels(20)));

        // When
        var judged = Sample.Judged(
            Sample.Measured with { Baseline = unpruned, Variants = [variant] },
            new()
            {
                Budgets = [
                    new("accuracy", BudgetRule.MaxDrop, 10), new("latency", BudgetRule.MinSpeedup, 1.5),
                    new("latency", BudgetRule.MinSpeedup, 1.5) { Phase = "encoder" }],
            });

        // Then: only what it does not have cannot be judged
        Assert.Empty(judged.Variants[0].Errors);
        Assert.Equal([Verdict.Pass, Verdict.Pass, Verdict.Invalid], judged.Variants[0].Budgets.Select(budget => budget.Verdict));
        Assert.Null(judged.Variants[0].Speed[0].Throughput);
        Assert.True(judged.Variants[0].Frontier!.Speed);
    }

    private static ModelResult Classifier(ModelResult model, IReadOnlyList<Metric> metrics) => With(
        model with
        {
            Scores = new Dictionary<string, ScoreResult>(), GeneratedLength = null, EmptyTexts = null,
            Benchmark = WholeOnly(model.Benchmark),
        },
        metrics);

    private static Latencies? WholeOnly(Latencies? times) =>
        times is null ? null : times with { Cells = [.. times.Cells.Where(cell => cell.Phase == Phase.Total)] };

    [Fact]
    public static void Should_Not_Judge_A_Value_That_Its_Components_Do_Not_Give()
    {
        // Given
        var changed = Values(1).Select(metric => metric with { Value = metric.Value + 1 }).ToList();

        // Then
        Assert.Equal(
            Verdict.Invalid,
            Judged(Values(0.1), changed, new Budget("spearman", BudgetRule.MaxDrop, 50)).Variants[0].Budgets[0].Verdict);
    }

    [Fact]
    public static void Should_Draw_The_Same_Examples_For_A_Statistic_As_For_A_Mean()
    {
        // Given: a mean, written as a statistic of weights
        double[] samples = [.. Enumerable.Range(0, 50).Select(i => (double)(i * i % 17))];
        var resampling = new Resampling(50, resamples: 200);

        // When
        var mean = resampling.Means([samples])[0];
        var statistic = resampling.Statistic(weights => weights.Zip(samples, (weight, sample) => weight * sample).Sum() / 50);

        // Then
        Assert.Equal(0, statistic.Less(mean, 0.95).High, 9);
        Assert.Equal(0, statistic.Less(mean, 0.95).Low, 9);
        Assert.Equal(mean.Interval(0.95).Low, statistic.Interval(0.95).Low, 9);
    }
}
