using CompressionPipeline.Core;
using CompressionPipeline.Stages.Gate;

namespace CompressionPipeline.Stages.Tests.Gate;

public class JudgeTests
{
    public class TheOneMethod
    {
        [Theory]
        [InlineData("rouge2", BudgetRule.MaxDrop, 1.0, Verdict.Pass, 1.0, 0.0)]
        [InlineData("rouge2", BudgetRule.MaxDrop, 0.9, Verdict.Fail, 1.0, -0.1)]
        [InlineData("rouge1", BudgetRule.MaxDrop, 0.0, Verdict.Pass, -0.25, 0.25)]
        [InlineData("rouge2", BudgetRule.Min, 24.0, Verdict.Pass, 24.0, 0.0)]
        [InlineData("rouge2", BudgetRule.Min, 24.5, Verdict.Fail, 24.0, -0.5)]
        [InlineData("rougeL", BudgetRule.Max, 39.0, Verdict.Fail, 39.5, -0.5)]
        [InlineData("latency", BudgetRule.MinSpeedup, 2.0, Verdict.Pass, 2.0, 0.0)]
        [InlineData("latency", BudgetRule.MinSpeedup, 2.5, Verdict.Fail, 2.0, -0.5)]
        [InlineData("latency", BudgetRule.Max, 6.5, Verdict.Pass, 6.0, 0.5)]
        [InlineData("parameters", BudgetRule.Max, 2e6, Verdict.Fail, 2.1e6, -1e5)]
        [InlineData("bytes", BudgetRule.Max, 14e6, Verdict.Pass, 13e6, 1e6)]
        [InlineData("bytes", BudgetRule.MaxDrop, 0.0, Verdict.Pass, -7e6, 7e6)]
        public void Should_Compare_The_Measured_Value_With_The_Limit(
            string metric, BudgetRule rule, double limit, Verdict verdict, double measured, double distance)
        {
            // Given
            var budget = new Budget(metric, rule, limit) { BatchSize = metric == "latency" ? 1 : null };

            // When
            var result = Judge.One(Sample.Base, Sample.Candidate, budget);

            // Then
            Assert.Equal(verdict, result.Verdict);
            Assert.Equal(measured, result.Measured!.Value, 9);
            Assert.Equal(distance, result.Distance!.Value, 9);
        }

        [Fact]
        public void Should_Take_Batch_Size_One_Where_The_Budget_Names_None()
        {
            // Given
            var budget = new Budget("latency", BudgetRule.MinSpeedup, 1);

            // When
            var result = Judge.One(Sample.Base, Sample.Candidate, budget);

            // Then
            Assert.Equal(2, result.Measured);
        }

        [Theory]
        [InlineData("rouge3", BudgetRule.Min, 1)]
        [InlineData("colour", BudgetRule.Max, 1)]
        [InlineData("rouge2", BudgetRule.MinSpeedup, 1)]
        [InlineData("parameters", BudgetRule.MinSpeedup, 1)]
        [InlineData("latency", BudgetRule.MinSpeedup, double.NaN)]
        [InlineData("rouge2", BudgetRule.MaxDrop, double.PositiveInfinity)]
        public void Should_Not_Judge_What_Has_No_Meaning(string metric, BudgetRule rule, double limit)
        {
            // Given
            var budget = new Budget(metric, rule, limit);

            // When
            var result = Judge.One(Sample.Base, Sample.Candidate, budget);

            // Then
            Assert.Equal(Verdict.Invalid, result.Verdict);
            Assert.NotEmpty(result.Reason);
        }

        [Fact]
        public void Should_Name_The_Batch_Sizes_That_Were_Timed()
        {
            // Given
            var budget = new Budget("latency", BudgetRule.MinSpeedup, 1) { BatchSize = 4 };

            // When
            var result = Judge.One(Sample.Base, Sample.Candidate, budget);

            // Then
            Assert.Equal(Verdict.Invalid, result.Verdict);
            Assert.Equal("batch size 4 was not timed, only 1, 8; add it to benchmark's batch-sizes", result.Reason);
        }

        [Fact]
        public void Should_Not_Compare_Scores_Of_Different_Examples()
        {
            // Given
            var candidate = Sample.Candidate with { ScoredOn = Sample.Basis with { Split = new string('b', 64) } };

            // When
            var result = Judge.One(Sample.Base, candidate, new("rouge2", BudgetRule.Min, 1));

            // Then
            Assert.Equal(Verdict.Invalid, result.Verdict);
        }

        [Theory]
        [InlineData(-0.1)]
        [InlineData(100.1)]
        public void Should_Not_Judge_A_Score_On_Another_Scale(double value)
        {
            // Given
            var candidate = Sample.Candidate with { Rouge = new Dictionary<string, RougeResult> { ["rouge2"] = new(value) } };

            // When
            var result = Judge.One(Sample.Base, candidate, new("rouge2", BudgetRule.Min, -1));

            // Then
            Assert.Equal(Verdict.Invalid, result.Verdict);
        }

        [Fact]
        public void Should_Not_Call_A_Miss_By_A_Hair_A_Miss_By_Nothing()
        {
            // When
            var result = Judge.One(Sample.Base, Sample.Candidate, new("rouge2", BudgetRule.Min, 24.0001));

            // Then
            Assert.Equal("24.00 points, 0.0001 points short of the limit", result.Reason);
        }
    }

    public class TheApplyMethod
    {
        [Fact]
        public void Should_Pass_What_Holds_Every_Budget()
        {
            // When
            var result = Judge.Apply(Sample.Measured, Sample.Budgets);

            // Then
            Assert.Equal(Verdict.Pass, result.Verdict);
            Assert.Equal(4, result.Variants[0].Budgets.Count);
        }

        [Fact]
        public void Should_Fail_The_Run_Where_One_Variant_Fails()
        {
            // Given
            var slow = Sample.Candidate with { Name = "slow", Latency = [new(1, 12, 13) { BaseMedian = 12, Speedup = 1 }] };

            // When
            var result = Judge.Apply(Sample.Measured with { Variants = [Sample.Candidate, slow] }, Sample.Budgets);

            // Then
            Assert.Equal(Verdict.Fail, result.Verdict);
            Assert.Equal([Verdict.Pass, Verdict.Fail], result.Variants.Select(variant => variant.Verdict!.Value));
        }

        [Fact]
        public void Should_Not_Pass_A_Run_Without_Variants()
        {
            // When
            var result = Judge.Apply(Sample.Measured with { Variants = [] }, Sample.Budgets);

            // Then
            Assert.Equal(Verdict.Invalid, result.Verdict);
        }
    }
}
