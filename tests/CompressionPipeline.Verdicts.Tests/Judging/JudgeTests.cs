using CompressionPipeline.Core;
using CompressionPipeline.Verdicts.Judging;

namespace CompressionPipeline.Verdicts.Tests.Judging;

public class JudgeTests
{
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
                [Verdict.Pass, Verdict.Pass, Verdict.Pass, Verdict.Pass, Verdict.Fail],
                result.Variants.Select(variant => variant.Verdict!.Value));
        }

        [Theory]
        [InlineData(true)]
        [InlineData(false)]
        public void Should_Let_The_Recipe_Say_Whether_An_Open_Verdict_Blocks(bool blocks)
        {
            // When
            var result = Sample.Judged(
                rules: new() { Budgets = [new("rouge2", BudgetRule.MaxDrop, 1.1)], InconclusiveBlocks = blocks });

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
            var forged = Sample.Judged().Variants[0] with
            {
                Scores = Sample.Shallow.Scores.ToDictionary(
                    score => score.Key, score => score.Value with { Change = new(0, 0, 0, 0), Interval = new(99, 99, 99, 99) }),
            };

            // When
            var result = Sample.Judged(
                Sample.Measured with { Variants = [forged], Verdict = Verdict.Pass },
                new() { Budgets = [new("rouge2", BudgetRule.MaxDrop, 0.5)] });

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
}
