using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;
using CompressionPipeline.Verdicts.Results;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public class NamedReferenceTests
{
    // The release: trained as the sample, pruned otherwise.
    private static readonly ModelResult Release = Sample.Variant(
        "release", 6, 3, 2_500_000, lostRouge2: 0.5, speedups: [1.5, 1.2]) with { BaselineSize = new(3_000_000, 20_000_000) };

    private static BudgetResult Against(ModelResult reference, Budget budget) => Judge.Apply(
        Sample.Measured, new() { Budgets = [budget with { Against = "release" }] },
        new Dictionary<string, ModelResult> { ["release"] = reference }).Variants[0].Budgets[0];

    [Theory]
    [InlineData("rouge2", BudgetRule.MaxDrop, 0.6, Verdict.Pass, 0.5)]
    [InlineData("rouge2", BudgetRule.MaxDrop, 0.4, Verdict.Fail, 0.5)]
    [InlineData("latency", BudgetRule.MinSpeedup, 1.2, Verdict.Pass, 2 / 1.5)]
    [InlineData("latency", BudgetRule.MinGainPercent, 20, Verdict.Inconclusive, 25)]
    [InlineData("parameters", BudgetRule.MaxDropPercent, 0, Verdict.Pass, -16)]
    [InlineData("bytes", BudgetRule.MinGain, 2_400_000, Verdict.Pass, 2_400_000)]
    [InlineData("memory", BudgetRule.MaxDrop, 0, Verdict.Pass, 0)]
    public void Should_Be_Compared_With(string metric, BudgetRule rule, double limit, Verdict verdict, double measured)
    {
        // When
        var result = Against(Release, new(metric, rule, limit));

        // Then
        Assert.True(verdict == result.Verdict, result.Reason);
        Assert.Equal(measured, result.Measured!.Value, 6);
    }

    [Fact]
    public void Should_Widen_The_Interval_Of_A_Ratio_Of_Speedups()
    {
        // Given
        var sibling = Sample.One(new("latency", BudgetRule.MinSpeedup, 1)).Interval!.Value;

        // When
        var against = Against(Release, new("latency", BudgetRule.MinSpeedup, 1)).Interval!.Value;

        // Then: two intervals of the same width on the scale of logarithms
        Assert.Equal(Math.Log(sibling.High / sibling.Value) * Math.Sqrt(2), Math.Log(against.High / against.Value), 3);
    }

    [Fact]
    public void Should_Be_The_Baseline_Where_It_Is_Called_So()
    {
        // Given
        var unpruned = Sample.Baseline with { Benchmark = Release.Benchmark, BaselineSize = Release.BaselineSize };

        // When
        var result = Against(unpruned, new("latency", BudgetRule.MinSpeedup, 1));

        // Then
        Assert.Equal(2, result.Measured!.Value, 6);
    }

    public static TheoryData<string, ModelResult, string> Incomparable => new()
    {
        {
            "rouge2", Release with { ScoredOn = Sample.Basis with { Data = "other" } },
            $"reference release is of another data set than shallow-decoder: 'other' and '{Sample.Basis.Data}'"
        },
        { "bytes", Release with { ScoredOn = Sample.Basis with { Data = "other" } }, "another data set" },
        {
            "rouge2", Release with { ScoredOn = Sample.Basis with { Signature = "rouge|plain" } },
            $"'rouge|plain' and '{Sample.Basis.Signature}'"
        },
        { "rouge2", Release with { ScoredOn = Sample.Basis with { Split = "b" } }, $"'b' and '{Sample.Basis.Split}'" },
        { "rouge2", Release with { ScoredOn = Sample.Basis with { IdsDigest = "c" } }, "other examples" },
        { "latency", Release with { Benchmark = null }, "reference release was not timed" },
        {
            "latency", Release with { Benchmark = Release.Benchmark! with { OutputLength = 64 } },
            "output length 64 there, 20 here"
        },
        {
            "latency", Release with { Benchmark = Release.Benchmark! with { SourceLength = 512 } },
            "source length 512 there, 48 here"
        },
        {
            "latency", Release with { Benchmark = On(environment => environment with { Device = "cuda" }) },
            "device cuda there, cpu here"
        },
        {
            "latency", Release with { Benchmark = On(environment => environment with { Processor = "Other" }) },
            "processor Other there, Example CPU here"
        },
        {
            "memory", Release with { Benchmark = On(environment => environment with { Processor = "Other" }) },
            "processor Other there"
        },
        {
            "latency", Release with { BaselineSize = new(2_999_999, 20_000_000) },
            "unpruned model's parameters 2,999,999 there, 3,000,000 here"
        },
        { "latency", Release with { BaselineSize = new(3_000_000, 1) }, "unpruned model's bytes 1 there" },
        {
            "latency",
            Release with
            {
                Benchmark = Release.Benchmark with
                {
                    Cells = [.. Release.Benchmark.Cells.Select(cell => cell with { Runtime = "torch" })],
                },
            },
            "runtime torch there, onnxruntime here"
        },
        {
            "rouge2",
            Release with { Scores = new Dictionary<string, ScoreResult> { ["rouge2"] = Sample.Rouge(25) with { Value = 30 } } },
            "reference release cannot be used: rouge2 of release is written as 30"
        },
    };

    [Theory]
    [MemberData(nameof(Incomparable))]
    public void Should_Not_Be_Compared_With_What_Was_Measured_Otherwise(string metric, ModelResult reference, string reason)
    {
        // When
        var result = Against(reference, new(metric, metric == "latency" ? BudgetRule.MinSpeedup : BudgetRule.MaxDrop, 0));

        // Then
        Assert.Equal(Verdict.Invalid, result.Verdict);
        Assert.Contains(reason, result.Reason);
    }

    [Fact]
    public void Should_Be_Known()
    {
        // When
        var result = Sample.One(new("rouge2", BudgetRule.MaxDrop, 1) { Against = "nobody" });

        // Then
        Assert.Equal(Verdict.Invalid, result.Verdict);
        Assert.Contains("'nobody'", result.Reason);
    }

    private static Latencies On(Func<BenchmarkEnvironment, BenchmarkEnvironment> other) =>
        Release.Benchmark! with { Environment = other(Release.Benchmark.Environment) };
}
