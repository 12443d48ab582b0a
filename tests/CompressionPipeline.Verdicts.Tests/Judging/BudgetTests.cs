using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public class BudgetTests
{
    [Theory]
    [InlineData("rouge2", BudgetRule.MaxDrop, 1.4, Verdict.Pass, 1.0, 0.4)]
    [InlineData("rouge2", BudgetRule.MaxDrop, 0.5, Verdict.Fail, 1.0, -0.5)]
    [InlineData("rouge2", BudgetRule.MaxDrop, 1.1, Verdict.Inconclusive, 1.0, 0.1)]
    [InlineData("rouge2", BudgetRule.MaxDropPercent, 6, Verdict.Pass, 4.0, 2.0)]
    [InlineData("rouge2", BudgetRule.MaxDropPercent, 2, Verdict.Fail, 4.0, -2.0)]
    [InlineData("rouge1", BudgetRule.MaxDrop, 0.1, Verdict.Pass, -0.25, 0.35)]
    [InlineData("rouge1", BudgetRule.MinGain, -0.5, Verdict.Pass, 0.25, 0.75)]
    [InlineData("rouge1", BudgetRule.MinGain, 1, Verdict.Fail, 0.25, -0.75)]
    [InlineData("rouge1", BudgetRule.MinGainPercent, 0.6, Verdict.Inconclusive, 0.602409639, 0.002409639)]
    [InlineData("rouge2", BudgetRule.Min, 20, Verdict.Pass, 24.0, 4.0)]
    [InlineData("rouge2", BudgetRule.Min, 24.5, Verdict.Inconclusive, 24.0, -0.5)]
    [InlineData("rouge2", BudgetRule.Max, 20, Verdict.Fail, 24.0, -4.0)]
    [InlineData("latency", BudgetRule.MinSpeedup, 1.5, Verdict.Pass, 2.0, 0.5)]
    [InlineData("latency", BudgetRule.MinSpeedup, 2.5, Verdict.Fail, 2.0, -0.5)]
    [InlineData("latency", BudgetRule.MinSpeedup, 2.0, Verdict.Inconclusive, 2.0, 0.0)]
    [InlineData("latency", BudgetRule.Max, 7, Verdict.Pass, 6.0, 1.0)]
    [InlineData("latency", BudgetRule.MinGainPercent, 40, Verdict.Pass, 50.0, 10.0)]
    [InlineData("latency", BudgetRule.MaxDropPercent, 5, Verdict.Pass, -50.0, 55.0)]
    [InlineData("latency", BudgetRule.MinGain, 5, Verdict.Pass, 6.0, 1.0)]
    [InlineData("parameters", BudgetRule.Max, 2e6, Verdict.Fail, 2.1e6, -1e5)]
    [InlineData("parameters", BudgetRule.Max, 2.1e6, Verdict.Pass, 2.1e6, 0.0)]
    [InlineData("parameters", BudgetRule.MinGainPercent, 30, Verdict.Pass, 30.0, 0.0)]
    [InlineData("bytes", BudgetRule.MaxDrop, 0, Verdict.Pass, -5.8e6, 5.8e6)]
    [InlineData("memory", BudgetRule.Max, 6.1e7, Verdict.Pass, 6e7, 1e6)]
    [InlineData("memory", BudgetRule.MinGainPercent, 50, Verdict.Fail, 100.0 / 3, -50.0 / 3)]
    public void Should_Be_Kept_Or_Broken_Only_With_The_Whole_Interval(
        string metric, BudgetRule rule, double limit, Verdict verdict, double measured, double distance)
    {
        // When
        var result = Sample.One(new(metric, rule, limit));

        // Then
        Assert.True(verdict == result.Verdict, result.Reason);
        Assert.Equal(measured, result.Measured!.Value, 3 + (metric == "latency" ? -1 : 0));
        Assert.Equal(distance, result.Distance!.Value, 3 + (metric == "latency" ? -1 : 0));
    }

    [Theory]
    [InlineData(
        "rouge2", BudgetRule.MaxDrop, 1.4,
        "lost 1.00 points (25.00 → 24.00), 95 % interval [0.69, 1.31], 0.40 points within the limit of 1.4")]
    [InlineData(
        "rouge2", BudgetRule.MaxDropPercent, 2,
        "lost 4.00 % (25.00 → 24.00 points), 95 % interval [2.72, 5.22], 2.00 % over the limit of 2")]
    [InlineData(
        "rouge1", BudgetRule.MaxDrop, 1,
        "gained 0.25 points (41.50 → 41.75), 95 % interval [-0.06, 0.56], 1.25 points within the limit of 1")]
    [InlineData("parameters", BudgetRule.Max, 2e6, "2,100,000 parameters, 100,000 parameters over the limit of 2,000,000")]
    [InlineData(
        "parameters", BudgetRule.MinGain, 1e6,
        "smaller by 900,000 parameters (3,000,000 → 2,100,000), 100,000 parameters short of the limit of 1,000,000")]
    [InlineData(
        "latency", BudgetRule.MinSpeedup, 2.5,
        "2.00x (12.00 → 6.00 ms), 99 % interval [1.89, 2.12], 0.50x short of the limit of 2.5")]
    public void Should_Give_A_Reason_That_A_Person_Can_Check(string metric, BudgetRule rule, double limit, string reason) =>
        Assert.Equal(reason, Sample.One(new(metric, rule, limit)).Reason);

    [Fact]
    public void Should_Say_How_Many_More_Examples_Would_Settle_It()
    {
        // When
        var result = Sample.One(new("rouge2", BudgetRule.MaxDrop, 1.1));

        // Then: half the interval is 0.31 wide on that side, and 0.1 is asked for: (0.31 / 0.1)² = 9.6 times as many
        Assert.InRange(result.MoreSamples!.Value, 1500, 2000);
        Assert.Contains($"about {result.MoreSamples:#,0} more examples would settle it", result.Reason);
    }

    [Theory]
    [InlineData(BudgetRule.MinSpeedup, 2.002, "loads")]
    [InlineData(BudgetRule.Max, 6.001, "iterations")]
    public void Should_Ask_For_More_Loads_Where_The_Interval_Counts_Loads(BudgetRule rule, double limit, string samples)
    {
        // Given
        var times = Sample.Shallow.Benchmark!;
        var candidate = Sample.Shallow with
        {
            Benchmark = times with { Cells = [.. times.Cells.Select(cell => cell with { Loads = [4, 4, 4, 4, 4] })] },
        };

        // When
        var result = Sample.One(new("latency", rule, limit), candidate);

        // Then
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Assert.EndsWith($" more {samples} would settle it", result.Reason);
    }

    [Fact]
    public void Should_Not_Say_So_Where_The_Value_Is_The_Limit()
    {
        // When
        var result = Sample.One(
            new("latency", BudgetRule.MinSpeedup, Sample.One(new("latency", BudgetRule.MinSpeedup, 2)).Measured!.Value));

        // Then
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Assert.Null(result.MoreSamples);
        Assert.EndsWith("no number of iterations would settle it", result.Reason);
    }

    [Fact]
    public void Should_Not_Call_A_Miss_By_A_Hair_A_Miss_By_Nothing()
    {
        // When
        var result = Sample.One(new("parameters", BudgetRule.MinGainPercent, 30.0001));

        // Then
        Assert.Equal("smaller by 30.00 % (3,000,000 → 2,100,000 parameters), 0.0001 % short of the limit of 30", result.Reason);
    }

    [Theory]
    [InlineData("colour", BudgetRule.Max, 1, "there is no metric 'colour'")]
    [InlineData("rouge2", BudgetRule.MinSpeedup, 1, "min-speedup says nothing of rouge2")]
    [InlineData("latency", BudgetRule.MinSpeedup, double.NaN, "is not a usable number")]
    [InlineData("rouge2", BudgetRule.MaxDrop, double.PositiveInfinity, "is not a usable number")]
    public void Should_Not_Be_Judged_Where_It_Has_No_Meaning(string metric, BudgetRule rule, double limit, string reason)
    {
        // When
        var result = Sample.One(new(metric, rule, limit));

        // Then
        Assert.Equal(Verdict.Invalid, result.Verdict);
        Assert.Contains(reason, result.Reason);
    }

    [Fact]
    public void Should_Not_Be_Judged_By_A_Measure_That_Was_Not_Taken()
    {
        // Given
        var candidate =
            Sample.Shallow with { Scores = Sample.Shallow.Scores.Where(score => score.Key != "rouge3").ToDictionary() };

        // When
        var result = Sample.One(new("rouge3", BudgetRule.Min, 1), candidate);

        // Then
        Assert.Equal((Verdict.Invalid, "shallow-decoder was not scored by rouge3"), (result.Verdict, result.Reason));
    }

    [Theory]
    [InlineData(0, BudgetRule.MaxDrop, Verdict.Invalid)]
    [InlineData(0, BudgetRule.MaxDropPercent, Verdict.Invalid)]
    [InlineData(0, BudgetRule.Min, Verdict.Invalid)]
    [InlineData(50, BudgetRule.MaxDrop, Verdict.Invalid)]
    [InlineData(100, BudgetRule.MaxDrop, Verdict.Pass)]
    [InlineData(100, BudgetRule.Min, Verdict.Pass)]
    public void Should_Pass_By_A_Metric_That_Is_The_Same_For_Every_Example_Of_Both_Models_Only_At_Its_Best(
        double value, BudgetRule rule, Verdict verdict)
    {
        // Given
        ModelResult Same(ModelResult model) => model with
        {
            Scores = model.Scores.ToDictionary(score => score.Key, score => score.Key == "rouge2"
                ? new ScoreResult(value) { Samples = [.. Enumerable.Repeat(value, Sample.Examples)] }
                : score.Value),
        };
        var measured = Sample.Measured with { Baseline = Same(Sample.Baseline), Variants = [Same(Sample.Shallow)] };

        // When
        var judged = Sample.Judged(measured, new() { Budgets = [new("rouge2", rule, 1), new("rougeL", BudgetRule.MaxDrop, 50)] });

        // Then
        var budgets = judged.Variants[0].Budgets;
        Assert.Equal([verdict, Verdict.Pass], budgets.Select(budget => budget.Verdict));
        Assert.Equal((verdict, verdict == Verdict.Invalid), (judged.Verdict, judged.Blocks));
        Assert.Equal(verdict == Verdict.Invalid, budgets[0].Reason.Contains("rouge2", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_Fail_Where_Only_The_Variant_Scores_Nothing()
    {
        // Given
        var scores = new Dictionary<string, ScoreResult>(Sample.Shallow.Scores)
        {
            ["rouge2"] = new(0) { Samples = new double[Sample.Examples] },
        };

        // When
        var result = Sample.One(new("rouge2", BudgetRule.MaxDrop, 1), Sample.Shallow with { Scores = scores });

        // Then
        Assert.Equal(Verdict.Fail, result.Verdict);
    }

    [Fact]
    public void Should_Name_The_Batch_Sizes_That_Were_Timed()
    {
        // When
        var result = Sample.One(new("latency", BudgetRule.MinSpeedup, 1) { BatchSize = 4 });

        // Then
        Assert.Equal(Verdict.Invalid, result.Verdict);
        Assert.Equal(
            "shallow-decoder was not timed at batch size 4, only at 1 (onnxruntime), 8 (onnxruntime); see benchmark's "
                + "batch-sizes and runtimes",
            result.Reason);
    }

    [Theory]
    [InlineData(null, null, 8, 1.6)]
    [InlineData("onnxruntime", "encoder", 1, 2)]
    [InlineData(null, "first-token", 1, 2)]
    public void Should_Be_About_Its_Batch_Size_Runtime_And_Phase(string? runtime, string? phase, int batchSize, double expected)
    {
        // When
        var result = Sample.One(
            new("latency", BudgetRule.MinSpeedup, 1) { BatchSize = batchSize, Runtime = runtime, Phase = phase });

        // Then
        Assert.Equal(expected, result.Measured!.Value, 9);
    }

    [Fact]
    public void Should_Not_Take_Another_Runtime_Than_It_Names()
    {
        // When
        var result = Sample.One(new("latency", BudgetRule.MinSpeedup, 1) { Runtime = "torch" });

        // Then
        Assert.Equal(Verdict.Invalid, result.Verdict);
    }
}
