using CompressionPipeline.Core;
using CompressionPipeline.Stages.Benchmark;
using CompressionPipeline.Stages.Gate;
using CompressionPipeline.Stages.Results;

namespace CompressionPipeline.Stages.Tests.Gate;

public class JudgeTests
{
    private static BudgetResult One(Budget budget, ModelResult? candidate = null) =>
        Sample.Judged(Sample.Measured with { Variants = [candidate ?? Sample.Candidate] }, new() { Budgets = [budget] }).Variants[0].Budgets[0];

    public class ABudget
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
            var result = One(new(metric, rule, limit));

            // Then
            Assert.True(verdict == result.Verdict, result.Reason);
            Assert.Equal(measured, result.Measured!.Value, 3 + (metric == "latency" ? -1 : 0));
            Assert.Equal(distance, result.Distance!.Value, 3 + (metric == "latency" ? -1 : 0));
        }

        [Theory]
        [InlineData("rouge2", BudgetRule.MaxDrop, 1.4, "lost 1.00 points (25.00 → 24.00), 95 % interval [0.69, 1.31], 0.40 points within the limit of 1.4")]
        [InlineData("rouge2", BudgetRule.MaxDropPercent, 2, "lost 4.00 % (25.00 → 24.00 points), 95 % interval [2.72, 5.22], 2.00 % over the limit of 2")]
        [InlineData("rouge1", BudgetRule.MaxDrop, 1, "gained 0.25 points (41.50 → 41.75), 95 % interval [-0.06, 0.56], 1.25 points within the limit of 1")]
        [InlineData("parameters", BudgetRule.Max, 2e6, "2,100,000 parameters, 100,000 parameters over the limit of 2,000,000")]
        [InlineData("parameters", BudgetRule.MinGain, 1e6, "smaller by 900,000 parameters (3,000,000 → 2,100,000), 100,000 parameters short of the limit of 1,000,000")]
        [InlineData("latency", BudgetRule.MinSpeedup, 2.5, "2.00x (12.00 → 6.00 ms), 99 % interval [1.89, 2.12], 0.50x short of the limit of 2.5")]
        public void Should_Give_A_Reason_That_A_Person_Can_Check(string metric, BudgetRule rule, double limit, string reason) =>
            Assert.Equal(reason, One(new(metric, rule, limit)).Reason);

        [Fact]
        public void Should_Say_How_Many_More_Examples_Would_Settle_It()
        {
            // When
            var result = One(new("rouge2", BudgetRule.MaxDrop, 1.1));

            // Then: half the interval is 0.31 wide on that side, and 0.1 is asked for: (0.31 / 0.1)² = 9.6 times as many
            Assert.InRange(result.MoreSamples!.Value, 1500, 2000);
            Assert.Contains($"about {result.MoreSamples:#,0} more examples would settle it", result.Reason);
        }

        [Fact]
        public void Should_Not_Say_So_Where_The_Value_Is_The_Limit()
        {
            // When
            var result = One(new("latency", BudgetRule.MinSpeedup, One(new("latency", BudgetRule.MinSpeedup, 2)).Measured!.Value));

            // Then
            Assert.Equal(Verdict.Inconclusive, result.Verdict);
            Assert.Null(result.MoreSamples);
            Assert.EndsWith("no number of iterations would settle it", result.Reason);
        }

        [Fact]
        public void Should_Not_Call_A_Miss_By_A_Hair_A_Miss_By_Nothing()
        {
            // When
            var result = One(new("parameters", BudgetRule.MinGainPercent, 30.0001));

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
            var result = One(new(metric, rule, limit));

            // Then
            Assert.Equal(Verdict.Invalid, result.Verdict);
            Assert.Contains(reason, result.Reason);
        }

        [Fact]
        public void Should_Not_Be_Judged_By_A_Measure_That_Was_Not_Taken()
        {
            // Given
            var candidate = Sample.Candidate with { Rouge = Sample.Candidate.Rouge.Where(score => score.Key != "rouge3").ToDictionary() };

            // When
            var result = One(new("rouge3", BudgetRule.Min, 1), candidate);

            // Then
            Assert.Equal((Verdict.Invalid, "shallow-decoder was not scored by rouge3"), (result.Verdict, result.Reason));
        }

        [Fact]
        public void Should_Name_The_Batch_Sizes_That_Were_Timed()
        {
            // When
            var result = One(new("latency", BudgetRule.MinSpeedup, 1) { BatchSize = 4 });

            // Then
            Assert.Equal(Verdict.Invalid, result.Verdict);
            Assert.Equal("shallow-decoder was not timed at batch size 4, only at 1 (onnxruntime), 8 (onnxruntime); see benchmark's batch-sizes and runtimes", result.Reason);
        }

        [Theory]
        [InlineData(null, null, 8, 1.6)]
        [InlineData("onnxruntime", "encoder", 1, 2)]
        [InlineData(null, "first-token", 1, 2)]
        public void Should_Be_About_Its_Batch_Size_Runtime_And_Phase(string? runtime, string? phase, int batchSize, double expected)
        {
            // When
            var result = One(new("latency", BudgetRule.MinSpeedup, 1) { BatchSize = batchSize, Runtime = runtime, Phase = phase });

            // Then
            Assert.Equal(expected, result.Measured!.Value, 9);
        }

        [Fact]
        public void Should_Not_Take_Another_Runtime_Than_It_Names()
        {
            // When
            var result = One(new("latency", BudgetRule.MinSpeedup, 1) { Runtime = "torch" });

            // Then
            Assert.Equal(Verdict.Invalid, result.Verdict);
        }
    }

    public class TheApplyMethod
    {
        [Fact]
        public void Should_Pass_What_Holds_Every_Budget()
        {
            // When
            var result = Sample.Judged();

            // Then
            Assert.Equal((Verdict.Pass, false), (result.Verdict, result.Blocks));
            Assert.Equal("its one variant keeps all 4 budgets", result.Reason);
        }

        [Fact]
        public void Should_Fail_The_Run_Where_One_Variant_Fails()
        {
            // When
            var result = Sample.Judged(Sample.Sweep, new() { Budgets = [new("rouge2", BudgetRule.MaxDrop, 5)] });

            // Then
            Assert.Equal((Verdict.Fail, true), (result.Verdict, result.Blocks));
            Assert.StartsWith("smallest: rouge2 max-drop 5: lost 9.00 points", result.Reason);
            Assert.Equal(
                [Verdict.Pass, Verdict.Pass, Verdict.Pass, Verdict.Pass, Verdict.Fail], result.Variants.Select(variant => variant.Verdict!.Value));
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Should_Let_The_Recipe_Say_Whether_An_Open_Verdict_Blocks(bool blocks)
        {
            // When
            var result = Sample.Judged(rules: new() { Budgets = [new("rouge2", BudgetRule.MaxDrop, 1.1)], InconclusiveBlocks = blocks });

            // Then
            Assert.Equal((Verdict.Inconclusive, blocks), (result.Verdict, result.Blocks));
        }

        [Fact]
        public void Should_Not_Pass_A_Run_Without_Variants()
        {
            // When
            var result = Sample.Judged(Sample.Measured with { Variants = [] });

            // Then
            Assert.Equal((Verdict.Invalid, true, "there is no variant to judge"), (result.Verdict, result.Blocks, result.Reason));
        }

        [Fact]
        public void Should_Take_No_Stored_Verdict_Or_Interval_At_Its_Word()
        {
            // Given: every derived number says that all is well
            var forged = Sample.Judged().Variants[0] with { Rouge = Sample.Candidate.Rouge.ToDictionary(score => score.Key, score => score.Value with { Change = new(0, 0, 0, 0), Interval = new(99, 99, 99, 99) }) };

            // When
            var result = Sample.Judged(Sample.Measured with { Variants = [forged], Verdict = Verdict.Pass }, new() { Budgets = [new("rouge2", BudgetRule.MaxDrop, 0.5)] });

            // Then
            Assert.Equal(Verdict.Fail, result.Verdict);
        }

        [Theory]
        [InlineData(new[] { Verdict.Pass, Verdict.Inconclusive }, Verdict.Inconclusive)]
        [InlineData(new[] { Verdict.Inconclusive, Verdict.Invalid }, Verdict.Invalid)]
        [InlineData(new[] { Verdict.Invalid, Verdict.Fail, Verdict.Pass }, Verdict.Fail)]
        public void Should_Let_The_Worst_Verdict_Decide(Verdict[] parts, Verdict expected) =>
            Assert.Equal(expected, Judge.Overall(parts, Verdict.Pass));
    }

    public class AWaiver
    {
        private static readonly Waiver Granted = new("rouge2", BudgetRule.MaxDrop, "new data comes in May", new(2026, 5, 31)) { By = "release team" };

        private static GateResult Judged(Budget budget, params Waiver[] waivers) => Sample.Judged(rules: new() { Budgets = [budget], Waivers = waivers });

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
            Assert.EndsWith("the waiver of rouge2 max-drop by release team expired on 2026-05-31, refused: new data comes in May", result.Variants[0].Budgets[0].Reason);
        }

        [Fact]
        public void Should_Give_Way_To_One_That_Still_Holds()
        {
            // When
            var result = Judged(new("rouge2", BudgetRule.MaxDrop, 0.5), Granted with { Expired = true }, Granted with { Expires = new(2026, 6, 1) });

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
            var result = Judged(new("rouge2", BudgetRule.MaxDrop, 0.5), new Waiver(metric, rule, "no", new(2026, 5, 31)) { Variant = variant, BatchSize = batchSize });

            // Then
            Assert.Equal(Verdict.Fail, result.Verdict);
            Assert.Null(result.Variants[0].Budgets[0].Waiver);
        }

        [Fact]
        public void Should_Not_Stand_Beside_A_Budget_That_Holds() =>
            Assert.Null(Judged(new("rouge2", BudgetRule.MaxDrop, 3), Granted).Variants[0].Budgets[0].Waiver);
    }

    public class APick
    {
        private static GateResult Judged(Pick pick, GateResult? measured = null, params Budget[] budgets) =>
            Sample.Judged(measured ?? Sample.Sweep, new() { Pick = pick, Budgets = budgets });

        [Theory]
        [InlineData("latency", 1, 1.5, "shallow-decoder", "shallow-decoder is the best by latency (2.00x at batch size 1) of 2 that qualify")]
        [InlineData("latency", 1, 5, "one-decoder", "one-decoder is the best by latency (2.80x at batch size 1) of 4 that qualify")]
        [InlineData("latency", 8, 5, "one-decoder", "one-decoder is the best by latency (1.80x at batch size 8) of 4 that qualify")]
        [InlineData("parameters", 1, 100, "smallest", "smallest is the best by parameters (1,000,000 parameters) of 5 that qualify")]
        [InlineData("rouge2", 1, 100, "four-four", "four-four is the best by rouge2 (24.50 points) of 5 that qualify")]
        public void Should_Take_The_Best_Of_Those_That_Qualify(string best, int batchSize, double within, string variant, string reason)
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
            Assert.Equal("four-four is the best by latency (1.40x at batch size 1) of 1 that qualify; shallow-decoder might qualify with more samples", result.Reason);
        }

        [Theory]
        [InlineData(0.5, Verdict.Inconclusive, "no variant qualifies: shallow-decoder FAIL, shallow-encoder FAIL, four-four INCONCLUSIVE, one-decoder FAIL, smallest FAIL; four-four might qualify with more samples")]
        [InlineData(0.1, Verdict.Fail, "no variant qualifies: shallow-decoder FAIL, shallow-encoder FAIL, four-four FAIL, one-decoder FAIL, smallest FAIL")]
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
            var result = Judged(new("latency"), null, new Budget("parameters", BudgetRule.Max, 2_000_000), new Budget("rouge2", BudgetRule.MaxDrop, 2.5));

            // Then
            Assert.Equal("shallow-encoder", result.Pick!.Variant);
        }

        [Fact]
        public void Should_Break_A_Tie_By_Parameters()
        {
            // Given
            var smaller = Sample.Candidate with { Name = "smaller", Parameters = 2_000_000 };

            // When
            var result = Judged(new("latency"), Sample.Measured with { Variants = [Sample.Candidate, smaller] });

            // Then
            Assert.Equal("smaller", result.Pick!.Variant);
        }

        [Fact]
        public void Should_Be_Invalid_Where_Nothing_Was_Timed_As_It_Asks() =>
            Assert.Equal(Verdict.Invalid, Judged(new("latency") { BatchSize = 3 }).Verdict);
    }

    public class ANamedBaseline
    {
        // The release: trained as the sample, pruned otherwise.
        private static readonly ModelResult Release = Sample.Variant("release", 6, 3, 2_500_000, lostRouge2: 0.5, speedups: [1.5, 1.2]) with { Unpruned = new(3_000_000, 20_000_000) };

        private static BudgetResult Against(ModelResult baseline, Budget budget) => Judge.Apply(
            Sample.Measured, new() { Budgets = [budget with { Against = "release" }] }, new Dictionary<string, ModelResult> { ["release"] = baseline }).Variants[0].Budgets[0];

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
            var sibling = One(new("latency", BudgetRule.MinSpeedup, 1)).Interval!.Value;

            // When
            var against = Against(Release, new("latency", BudgetRule.MinSpeedup, 1)).Interval!.Value;

            // Then: two intervals of the same width on the scale of logarithms
            Assert.Equal(Math.Log(sibling.High / sibling.Value) * Math.Sqrt(2), Math.Log(against.High / against.Value), 3);
        }

        [Fact]
        public void Should_Be_The_Unpruned_Model_Where_It_Is_Called_Base()
        {
            // Given
            var unpruned = Sample.Base with { Benchmark = Release.Benchmark, Unpruned = Release.Unpruned };

            // When
            var result = Against(unpruned, new("latency", BudgetRule.MinSpeedup, 1));

            // Then
            Assert.Equal(2, result.Measured!.Value, 6);
        }

        public static TheoryData<string, ModelResult, string> Incomparable => new()
        {
            { "rouge2", Release with { ScoredOn = Sample.Basis with { Data = "other" } }, $"baseline release is of another data set than shallow-decoder: 'other' and '{Sample.Basis.Data}'" },
            { "bytes", Release with { ScoredOn = Sample.Basis with { Data = "other" } }, "another data set" },
            { "rouge2", Release with { ScoredOn = Sample.Basis with { Signature = "rouge|plain" } }, $"'rouge|plain' and '{Sample.Basis.Signature}'" },
            { "rouge2", Release with { ScoredOn = Sample.Basis with { Split = "b" } }, $"'b' and '{Sample.Basis.Split}'" },
            { "rouge2", Release with { ScoredOn = Sample.Basis with { IdsDigest = "c" } }, "other examples" },
            { "latency", Release with { Benchmark = null }, "baseline release was not timed" },
            { "latency", Release with { Benchmark = Release.Benchmark! with { OutputLength = 64 } }, "output length 64 there, 20 here" },
            { "latency", Release with { Benchmark = Release.Benchmark! with { SourceLength = 512 } }, "source length 512 there, 48 here" },
            { "latency", Release with { Benchmark = On(environment => environment with { Device = "cuda" }) }, "device cuda there, cpu here" },
            { "latency", Release with { Benchmark = On(environment => environment with { Processor = "Other" }) }, "processor Other there, Example CPU here" },
            { "memory", Release with { Benchmark = On(environment => environment with { Processor = "Other" }) }, "processor Other there" },
            { "latency", Release with { Unpruned = new(2_999_999, 20_000_000) }, "unpruned model's parameters 2,999,999 there, 3,000,000 here" },
            { "latency", Release with { Unpruned = new(3_000_000, 1) }, "unpruned model's bytes 1 there" },
            { "latency", Release with { Benchmark = Release.Benchmark with { Cells = [.. Release.Benchmark.Cells.Select(cell => cell with { Runtime = "torch" })] } }, "runtime torch there, onnxruntime here" },
            { "rouge2", Release with { Rouge = new Dictionary<string, RougeResult> { ["rouge2"] = Sample.Rouge(25) with { Value = 30 } } }, "baseline release cannot be used: rouge2 of release is written as 30" },
        };

        [Theory]
        [MemberData(nameof(Incomparable))]
        public void Should_Not_Be_Compared_With_What_Was_Measured_Otherwise(string metric, ModelResult baseline, string reason)
        {
            // When
            var result = Against(baseline, new(metric, metric == "latency" ? BudgetRule.MinSpeedup : BudgetRule.MaxDrop, 0));

            // Then
            Assert.Equal(Verdict.Invalid, result.Verdict);
            Assert.Contains(reason, result.Reason);
        }

        [Fact]
        public void Should_Be_Known()
        {
            // When
            var result = One(new("rouge2", BudgetRule.MaxDrop, 1) { Against = "nobody" });

            // Then
            Assert.Equal((Verdict.Invalid, "there is no baseline 'nobody'; name it in the manifest's baselines"), (result.Verdict, result.Reason));
        }

        private static Latencies On(Func<BenchmarkEnvironment, BenchmarkEnvironment> other) =>
            Release.Benchmark! with { Environment = other(Release.Benchmark.Environment) };
    }
}
